//! `dcat.jsonld`: the data set as the Italian profile of the catalogue vocabulary wants it
//! (DCAT-AP_IT), in JSON-LD. Addresses of files are relative to where this one is published.

use serde_json::{Value, json};

use super::{KEYWORDS, LICENCE, description, title};
use crate::model::report::Report;

/// Controlled vocabularies that the profile prescribes.
const AUTHORITY: &str = "http://publications.europa.eu/resource/authority";
const LICENCE_TERM: &str = "https://w3id.org/italia/controlled-vocabulary/licences/A21_CCBY40";

/// Name in the document, file, title and type of each form that the data set comes in.
const FORMS: [(&str, &str, &str, &str); 2] = [
    ("#csv", "tabelle.csv", "Tabelle, un valore per riga (CSV)", "CSV"),
    ("#xlsx", "tabelle.xlsx", "Tabelle nel format ufficiale (foglio di calcolo)", "XLSX"),
];

/// The entry of the data set, held by the body with this code in the IPA.
pub(super) fn value(report: &Report, ipa_code: &str) -> Value {
    let mut graph = vec![data_set(report, ipa_code)];
    graph.extend(FORMS.map(form));
    graph.extend([
        json!({
            "@id": "#ente",
            "@type": ["foaf:Agent", "dcatapit:Agent"],
            "dct:identifier": ipa_code,
            "foaf:name": italian(&report.head.body),
        }),
        json!({
            "@id": LICENCE_TERM,
            "@type": ["dct:LicenseDocument", "dcatapit:LicenseDocument"],
            "dct:type": { "@id": "http://purl.org/adms/licencetype/Attribution" },
            "foaf:name": italian(LICENCE),
            "owl:versionInfo": "4.0",
        }),
    ]);
    json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dcatapit": "http://dati.gov.it/onto/dcatapit#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "owl": "http://www.w3.org/2002/07/owl#",
            "schema": "http://schema.org/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@graph": graph,
    })
}

fn data_set(report: &Report, ipa_code: &str) -> Value {
    let year = report.head.year;
    // The day of the data: the program looks at no clock, and who publishes may write another.
    let day = date(&report.head.reference_date.to_string());
    json!({
        "@id": "#dataset",
        "@type": ["dcat:Dataset", "dcatapit:Dataset"],
        "dct:identifier": format!("{ipa_code}:relazione-cug-{year}"),
        "dct:title": italian(&title(report)),
        "dct:description": italian(&description(report)),
        "dct:issued": day,
        "dct:modified": day,
        "dct:rightsHolder": { "@id": "#ente" },
        "dct:publisher": { "@id": "#ente" },
        "dct:creator": { "@id": "#ente" },
        "dct:accrualPeriodicity": { "@id": format!("{AUTHORITY}/frequency/ANNUAL") },
        "dct:language": { "@id": format!("{AUTHORITY}/language/ITA") },
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "schema:startDate": date(&format!("{year}-01-01")),
            "schema:endDate": date(&format!("{year}-12-31")),
        },
        "dcat:theme": { "@id": format!("{AUTHORITY}/data-theme/GOVE") },
        "dcat:keyword": KEYWORDS.map(italian),
        "dcat:distribution": FORMS.map(|(id, ..)| json!({ "@id": id })),
    })
}

fn form((id, file, title, format): (&str, &str, &str, &str)) -> Value {
    json!({
        "@id": id,
        "@type": ["dcat:Distribution", "dcatapit:Distribution"],
        "dct:title": italian(title),
        "dct:format": { "@id": format!("{AUTHORITY}/file-type/{format}") },
        "dct:license": { "@id": LICENCE_TERM },
        "dcat:accessURL": { "@id": file },
        "dcat:downloadURL": { "@id": file },
    })
}

fn italian(words: &str) -> Value {
    json!({ "@language": "it", "@value": words })
}

fn date(day: &str) -> Value {
    json!({ "@type": "xsd:date", "@value": day })
}
