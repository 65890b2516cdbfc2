//! The metadata of the public tables: the data package describes the csv beside it, the catalogue entry
//! has what the Italian profile makes mandatory.

use std::collections::BTreeSet;

use relazione_cug::model::artifact::Artifact;
use relazione_cug::model::report::Edition;
use relazione_cug::publish;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::bodies::sample;

/// The public files of the sample. Its figures are not protected here: what describes them is the same.
fn public(ipa_code: Option<&str>) -> Vec<Artifact> {
    let mut report = sample().2.report.clone();
    report.edition = Edition::Public;
    report.head.ipa_code = ipa_code.map(str::to_owned);
    publish::render(&report).unwrap()
}

fn file<'a>(artifacts: &'a [Artifact], name: &str) -> Option<&'a [u8]> {
    let path = format!("pubblico/{name}");
    let found = artifacts.iter().find(|artifact| artifact.path == path);
    found.map(|artifact| artifact.bytes.as_slice())
}

fn json(artifacts: &[Artifact], name: &str) -> Value {
    serde_json::from_slice(file(artifacts, name).unwrap()).unwrap()
}

#[test]
fn the_data_package_describes_the_csv_beside_it() {
    let artifacts = public(Some("cmbo"));
    let package = json(&artifacts, "datapackage.json");
    assert_eq!(package["profile"], "tabular-data-package");
    assert_eq!(package["name"], "relazione-cug-cmbo-2022");
    assert_eq!(package["licenses"][0]["name"], "CC-BY-4.0");
    let resource = &package["resources"][0];
    let csv = file(&artifacts, resource["path"].as_str().unwrap()).unwrap();
    assert_eq!(resource["bytes"], csv.len());
    let digest: String = Sha256::digest(csv).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(resource["hash"], format!("sha256:{digest}"));
}

#[test]
fn every_field_of_the_csv_is_of_the_type_and_among_the_codes_that_the_package_says() {
    let artifacts = public(Some("cmbo"));
    let package = json(&artifacts, "datapackage.json");
    let fields = package["resources"][0]["schema"]["fields"].as_array().unwrap();
    let mut reader = csv::Reader::from_reader(file(&artifacts, "tabelle.csv").unwrap());
    let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), names);
    let mut used = BTreeSet::new();
    for record in reader.records() {
        for (value, field) in record.unwrap().iter().zip(fields) {
            let name = field["name"].as_str().unwrap();
            if value.is_empty() {
                assert_ne!(field["constraints"]["required"], true, "{name} is empty");
                continue;
            }
            if field["type"] == "number" {
                value.parse::<rust_decimal::Decimal>().unwrap();
            }
            if let Some(codes) = field["constraints"]["enum"].as_array() {
                assert!(codes.iter().any(|code| code == value), "{name}: {value}");
                used.insert(format!("{name} {value}"));
            }
        }
    }
    assert!(used.len() > 20, "{used:?}");
}

#[test]
fn the_catalogue_entry_has_what_the_profile_makes_mandatory() {
    let artifacts = public(Some("cmbo"));
    let entry = json(&artifacts, "dcat.jsonld");
    let graph = entry["@graph"].as_array().unwrap();
    let of_type = |kind: &str| -> Vec<&Value> {
        let has = |node: &&Value| node["@type"].as_array().unwrap().iter().any(|of| of == kind);
        graph.iter().filter(has).collect()
    };
    let data_set = of_type("dcatapit:Dataset")[0];
    for name in [
        "dct:title",
        "dct:description",
        "dct:identifier",
        "dcat:theme",
        "dct:rightsHolder",
        "dct:accrualPeriodicity",
        "dct:modified",
        "dct:issued",
        "dct:publisher",
        "dcat:distribution",
    ] {
        assert!(!data_set[name].is_null(), "{name}");
    }
    assert_eq!(data_set["dct:identifier"], "cmbo:relazione-cug-2022");
    assert!(data_set["dcat:theme"]["@id"].as_str().unwrap().ends_with("/GOVE"));
    assert!(data_set["dct:accrualPeriodicity"]["@id"].as_str().unwrap().ends_with("/ANNUAL"));
    assert_eq!(of_type("dcatapit:Agent")[0]["dct:identifier"], "cmbo");
    let forms = of_type("dcatapit:Distribution");
    assert_eq!(data_set["dcat:distribution"].as_array().unwrap().len(), forms.len());
    for form in forms {
        let address = form["dcat:accessURL"]["@id"].as_str().unwrap();
        assert!(file(&artifacts, address).is_some(), "{address} is not in the folder");
        assert!(!form["dct:format"].is_null() && !form["dct:license"].is_null());
    }
    // Whatever is referred to inside the document is there.
    let known: BTreeSet<&str> = graph.iter().map(|node| node["@id"].as_str().unwrap()).collect();
    let text = String::from_utf8(file(&artifacts, "dcat.jsonld").unwrap().to_vec()).unwrap();
    for reference in text.split("\"#").skip(1) {
        let name = format!("#{}", reference.split('"').next().unwrap());
        assert!(known.contains(name.as_str()), "{name}");
    }
}

#[test]
fn a_body_without_its_code_has_no_entry_for_the_catalogue() {
    let artifacts = public(None);
    assert!(file(&artifacts, "dcat.jsonld").is_none());
    let package = json(&artifacts, "datapackage.json");
    let name = package["name"].as_str().unwrap();
    assert!(
        name.chars()
            .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-')
    );
}

#[test]
fn full_figures_are_no_open_data() {
    let (_, _, verified) = sample();
    let artifacts = publish::render(&verified.report).unwrap();
    assert!(artifacts.iter().all(|artifact| !artifact.path.ends_with("datapackage.json")));
    assert!(artifacts.iter().all(|artifact| !artifact.path.ends_with("dcat.jsonld")));
}
