//! The files beside the documents: tidy csv, manifest, templates.

use relazione_cug::model::artifact::Artifact;
use relazione_cug::model::cell::Cell;
use relazione_cug::pipeline;
use relazione_cug::publish;
use sha2::{Digest, Sha256};

use crate::bodies::{sample, settings_of, verify};

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (settings, files, _) = sample();
    let make =
        || pipeline::publish(&verify(files, settings), settings, files, &mut |_| ()).unwrap();
    let (first, second) = (make(), make());
    let paths = |all: &[Artifact]| -> Vec<String> {
        all.iter().map(|artifact| artifact.path.clone()).collect()
    };
    assert_eq!(paths(&first), paths(&second));
    for (first, second) in first.iter().zip(&second) {
        assert!(first.bytes == second.bytes, "{} differs between two runs", first.path);
    }
}

#[test]
fn the_manifest_tells_every_document_and_its_digest() {
    let (settings, files, verified) = sample();
    let artifacts = pipeline::publish(verified, settings, files, &mut |_| ()).unwrap();
    let (of_all, others) = artifacts.split_last().unwrap();
    let (manifest, others) = others.split_last().unwrap();
    assert_eq!([&manifest.path, &of_all.path], ["riservato/manifesto.json", "manifesto.json"]);
    // What is not public leaves no fingerprint outside its folder, and the secret leaves none at all.
    let of_all: serde_json::Value = serde_json::from_slice(&of_all.bytes).unwrap();
    for told in of_all["uscite"].as_array().unwrap() {
        let is_public = told["percorso"].as_str().unwrap().starts_with("pubblico/");
        assert_eq!(told.get("sha256").is_some(), is_public, "{told}");
    }
    assert!(of_all.get("impostazioni").is_none() && of_all.get("ingressi").is_none());
    assert!(settings.disclosure.secret.is_some());
    assert!(!String::from_utf8_lossy(&manifest.bytes).contains("segreto"));
    let manifest: serde_json::Value = serde_json::from_slice(&manifest.bytes).unwrap();
    let outputs = manifest["uscite"].as_array().unwrap();
    // The findings are rewritten by `verifica`, which leaves the manifest alone.
    let of_findings = |artifact: &&Artifact| artifact.path.starts_with("ufficio/verifica.");
    assert_eq!(others.iter().filter(of_findings).count(), 3);
    let others: Vec<&Artifact> = others.iter().filter(|one| !of_findings(one)).collect();
    assert_eq!(outputs.len(), others.len());
    for (told, artifact) in outputs.iter().zip(others) {
        let digest: String =
            Sha256::digest(&artifact.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(told["percorso"], artifact.path);
        assert_eq!(told["sha256"], digest);
    }
    let staff = &manifest["ingressi"][0];
    assert_eq!(staff["ingresso"], "personale");
    assert_eq!(
        [&staff["righe_lette"], &staff["righe_usate"], &staff["righe_scartate"]],
        [447, 447, 0]
    );
}

#[test]
fn a_table_without_data_has_one_line_that_says_so() {
    let staff = crate::bodies::staff_csv(
        "matricola;genere;data_nascita;inquadramento",
        &["1;D;01/01/1980;C".to_owned()],
    );
    let verified = verify(&[staff], &settings_of(2022));
    let artifacts = publish::render(&verified.report).unwrap();
    let text = String::from_utf8(artifacts[0].bytes.clone()).unwrap();
    for id in verified.report.tables.iter().map(|table| table.id).filter(|id| id.place() != 1) {
        assert!(text.contains(&format!("\r\n{id},,,,,,,non_fornito\r\n")), "{id}");
    }
}

#[test]
fn a_protected_figure_leaves_its_state_and_no_value() {
    let mut report = sample().2.report.clone();
    let cell = &mut report.tables[0].rows[0].cells[0];
    *cell = Cell::protected(cell.measure);
    let artifacts = publish::render(&report).unwrap();
    let text = String::from_utf8(artifacts[0].bytes.clone()).unwrap();
    let first = text.lines().nth(1).unwrap();
    assert!(first.ends_with(",U,<30,persone,,riservato"), "{first}");
}
