"""Writes the files of this folder that other programs than ours make: openpyxl, xlwt, LibreOffice.

    pip install openpyxl xlwt && python3 tests/files/make.py

Files are kept as made once: run this only to change them. The rest of the folder was made by hand
or by LibreOffice from the same tables.
"""

import datetime
import pathlib
import subprocess
import tempfile

import openpyxl
import xlwt

HERE = pathlib.Path(__file__).parent
DATE = "DD/MM/YYYY"


def date(text):
    return datetime.datetime.strptime(text, "%d/%m/%Y")


# The staff of `staff.xlsx`.
STAFF_HEADER = ["matricola", "genere", "data_nascita", "inquadramento", "percentuale_part_time", "retribuzione"]
STAFF = [
    ("000417", "D", "17/05/1970", "Area degli Istruttori", 100, 28345.67),
    ("000418", "U", "01/01/1958", "Area dei Funzionari e dell'Elevata Qualificazione", 100, 33120.5),
    ("000512", "D", "29/02/1988", "Area degli Istruttori", 83.33, 22950.01),
    ("000700", "U", "31/12/1999", "Area degli Operatori esperti", 50, 12000),
    ("001002", "D", "04/11/1964", "Dirigente", 100, 98765.43),
    ("010234", "D", "12/08/1979", "Area dei Funzionari e dell'Elevata Qualificazione", 69.44, 24100.9),
]


def fill(sheet):
    sheet.append(STAFF_HEADER)
    for number, gender, birth, grade, share, pay in STAFF:
        sheet.append([number, gender, date(birth), grade, share, pay])
        sheet.cell(sheet.max_row, 3).number_format = DATE


def staff_with_openpyxl():
    book = openpyxl.Workbook()
    sheet = book.active
    fill(sheet)
    book.save(HERE / "staff-openpyxl.xlsx")


def staff_with_xlwt():
    book = xlwt.Workbook()
    sheet = book.add_sheet("Personale")
    day = xlwt.easyxf(num_format_str=DATE)
    for column, name in enumerate(STAFF_HEADER):
        sheet.write(0, column, name)
    for row, person in enumerate(STAFF, 1):
        for column, value in enumerate(person):
            if column == 2:
                sheet.write(row, column, date(value), day)
            else:
                sheet.write(row, column, value)
    book.save(str(HERE / "staff-xlwt.xls"))


def comments_in_every_format():
    """One on a heading, one that says who counts, one that does not."""
    book = openpyxl.Workbook()
    sheet = book.active
    fill(sheet)
    for cell, text in [
        ("B1", "D o U; chi è cessato non va scritto"),
        ("A3", "cessato dal 1/7/2025,\nnon contare"),
        ("D5", "già Istruttore"),
    ]:
        sheet[cell].comment = openpyxl.comments.Comment(text, "Ufficio personale")
    book.save(HERE / "comments.xlsx")
    with tempfile.TemporaryDirectory() as name:
        for ending in ["ods", "xls"]:
            subprocess.run(
                ["soffice", f"-env:UserInstallation=file://{name}", "--headless",
                 "--convert-to", ending, "--outdir", str(HERE), str(HERE / "comments.xlsx")],
                check=True, capture_output=True,
            )


def staff_as_excel_for_italy_writes_it():
    """Semicolons, decimal commas, Windows-1252, CRLF; quotation marks only where needed."""
    lines = [STAFF_HEADER] + [[str(cell).replace(".", ",") for cell in person] for person in STAFF]
    text = "".join(";".join(line) + "\r\n" for line in lines)
    (HERE / "staff-excel-italia.csv").write_bytes(text.encode("cp1252"))


# What makes LibreOffice write as in Italy, whatever the machine.
ITALIAN = """<?xml version="1.0"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>it-IT</value></prop></item></oor:items>"""


def encodings_of_libreoffice():
    """As «Salva con nome, Testo CSV» does: separator, character set, cells as shown."""
    book = openpyxl.Workbook()
    book.active.append(["matricola", "città", "quantità", "nata il"])
    book.active.append(["000417", "Forlì – Cesena; «è»", 1234.5, date("17/05/1970")])
    book.active["D2"].number_format = DATE
    with tempfile.TemporaryDirectory() as name:
        place = pathlib.Path(name)
        book.save(place / "testo.xlsx")
        (place / "profile/user").mkdir(parents=True)
        (place / "profile/user/registrymodifications.xcu").write_text(ITALIAN)
        for encoding, separator, charset in [("utf8", 59, 76), ("utf16", 9, 65535), ("1252", 59, 1)]:
            options = f"{separator},34,{charset},1,,0,false,true,false"
            subprocess.run(
                ["soffice", f"-env:UserInstallation=file://{place}/profile", "--headless",
                 "--convert-to", f"csv:Text - txt - csv (StarCalc):{options}",
                 "--outdir", name, str(place / "testo.xlsx")],
                check=True, capture_output=True,
            )
            (HERE / f"libreoffice-{encoding}.csv").write_bytes((place / "testo.csv").read_bytes())


def truncated():
    whole = (HERE / "staff.ods").read_bytes()
    (HERE / "truncated.ods").write_bytes(whole[: len(whole) * 2 // 3])


# The columns of `forty-faults.xlsx`, from A on. The first and the last are not read: no name and no
# remark may come out of the program.
HEADER = [
    "Cognome e nome", "Matricola", "Genere", "Data di nascita", "Inquadramento", "Tipologia",
    "Percentuale part time", "Data inquadramento", "Titolo di studio", "Retribuzione", "Annotazioni",
]
UNCOMPUTED = "=B1048576&\"\""
# One fault a row: column, what is put there, the code that must come.
FAULTS = [
    ("B", None, "P01"),
    ("B", 7300.5, "P15"),
    ("B", date("04/03/2022"), "P15"),
    ("B", "1,2E+05", "P15"),
    ("B", "#N/D", "P20"),
    ("B", UNCOMPUTED, "P20"),
    ("B", "repeated", "P08"),
    ("C", None, "P01"),
    ("C", "Z", "P02"),
    ("C", 3, "P02"),
    ("C", "da chiedere", "P02"),
    ("C", "#RIF!", "P20"),
    ("D", None, "P01"),
    ("D", "31/02/1980", "P03"),
    ("D", "12/05/61", "P03"),
    ("D", "maggio 1970", "P03"),
    ("D", 45, "P03"),
    ("D", date("01/01/2021"), "P03"),
    ("D", "#VALORE!", "P20"),
    ("E", None, "P01"),
    ("E", "Zeta 9", "P06"),
    ("F", "Capo supremo", "P05"),
    ("G", 0, "P10"),
    ("G", 150, "P10"),
    ("G", 0.5, "P10"),
    ("G", -50, "P10"),
    ("G", "metà", "P04"),
    ("G", None, "P11"),
    ("H", "2015-13-01", "P03"),
    ("H", "nel 2012", "P03"),
    ("H", date("01/02/2023"), "P12"),
    ("H", date("01/01/1979"), "P16"),
    ("H", None, "P11"),
    ("I", "Scuola della vita", "P07"),
    ("I", None, "P11"),
    ("J", "1.234", "P04"),
    ("J", "tanto", "P04"),
    ("J", "12,34,5", "P04"),
    ("J", "#DIV/0!", "P20"),
    ("J", 999999999, "P14"),
]


def forty_faults():
    assert len(FAULTS) == 40
    book = openpyxl.Workbook()
    book.active.title = "Copertina"
    book.active["A1"] = "Estrazione del personale"
    sheet = book.create_sheet("Personale")
    sheet["A1"] = "Personale in servizio al 31 dicembre 2022"
    places = []
    for column, name in enumerate(HEADER, 1):
        sheet.cell(3, column, name)
    # Every fifth row is in order: places cannot be right by counting.
    row, faults = 3, iter(FAULTS)
    fault = next(faults)
    while fault:
        row += 1
        person = dict(zip("ABCDEFGHIJK", [
            f"Quintavalle Ermenegilda {row}", f"73{row:04}", "DU"[row % 2],
            date(f"{row % 28 + 1:02}/{row % 12 + 1:02}/{1968 + row % 20}"),
            ["C1", "D1", "B3"][row % 3], "Personale non dirigente", 100,
            date(f"{row % 27 + 1:02}/{row % 11 + 1:02}/{2010 + row % 9}"),
            "Laurea magistrale", 23017.13 + row * 71, "in causa con l'ente",
        ]))
        if row % 5:
            column, value, code = fault
            if value == "repeated":
                value = "730005"
            person[column] = value
            if code == "P06":
                person["F"] = None
            places.append((f"{column}{row}", code))
            fault = next(faults, None)
        for column, value in person.items():
            cell = sheet[f"{column}{row}"]
            cell.value = value
            if isinstance(value, datetime.datetime):
                cell.number_format = DATE
    book.save(HERE / "forty-faults.xlsx")
    text = "".join(f"{cell} {code}\n" for cell, code in places)
    (HERE / "forty-faults.txt").write_text(text)


if __name__ == "__main__":
    staff_with_openpyxl()
    staff_with_xlwt()
    comments_in_every_format()
    staff_as_excel_for_italy_writes_it()
    encodings_of_libreoffice()
    truncated()
    forty_faults()
