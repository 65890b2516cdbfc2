"""The peer of `cargo bench --bench whole`: what an analyst would write with the fastest libraries there are. One PDF of some sixty
tables by gender and age from the list of staff, nothing checked, protected or tagged for PDF/UA.

    pip install polars fastexcel typst
    python3 tests/bench/peer.py data/esempio/personale.xlsx OUTPUT.pdf
"""

import itertools
import sys

import polars as pl
import typst

AGES = ["<30", "da 31 a 40", "da 41 a 50", "da 51 a 60", ">60"]
KEYS = ["inquadramento", "titolo_studio", "struttura", "contratto", "tipologia", "orario", "anzianita"]


def staff(path):
    age = 2022 - pl.col("data_nascita").dt.year()
    since = 2022 - pl.col("data_inquadramento").dt.year()
    part = pl.col("percentuale_part_time")
    return pl.read_excel(path, engine="calamine").with_columns(
        pl.when(age <= 30).then(pl.lit(AGES[0])).when(age <= 40).then(pl.lit(AGES[1]))
        .when(age <= 50).then(pl.lit(AGES[2])).when(age <= 60).then(pl.lit(AGES[3]))
        .otherwise(pl.lit(AGES[4])).alias("eta"),
        pl.when(part == 100).then(pl.lit("pieno")).otherwise(pl.lit("parziale")).alias("orario"),
        pl.when(since < 3).then(pl.lit("0-3")).when(since < 10).then(pl.lit("3-10"))
        .otherwise(pl.lit("oltre 10")).alias("anzianita"),
    )


def escaped(words):
    return "".join("\\" + letter if letter in "\\#*_`$<>@=-+/[]~" else letter for letter in str(words))


def table(people, title, keys, most):
    columns = [(gender, age) for gender in ("U", "D") for age in AGES]
    counts = people.group_by(*keys, "genere", "eta").len()
    cells = {tuple(row[:-1]): row[-1] for row in counts.iter_rows()}
    lines = []
    for key in sorted({row[:-2] for row in cells}, key=str)[:most]:
        row = [cells.get((*key, *column), 0) for column in columns]
        men, women = sum(row[:5]), sum(row[5:])
        share = f"{100 * women / (men + women):.2f}".replace(".", ",")
        lines.append([", ".join(map(str, key)), *row[:5], men, *row[5:], women, share])
    head = ["", *AGES, "Uomini", *AGES, "Donne", "% donne"]
    body = "".join("[" + "], [".join(escaped(cell) for cell in line) + "],\n" for line in [head, *lines])
    return f"== {escaped(title)}\n#table(columns: (1fr, ..(auto,) * 13), align: right, {body})\n"


def main(source, target):
    people = staff(source)
    whole = [(key,) for key in KEYS] + list(itertools.combinations(KEYS, 2))
    parts = [(name, part) for (name,), part in people.group_by("struttura", maintain_order=True)]
    tables = [table(people, " e ".join(keys), keys, 40) for keys in whole]
    for (name, part), key in itertools.product(parts, KEYS[:4]):
        tables.append(table(part, f"{name}: {key}", (key,), 40))
        if len(tables) == 60:
            break
    markup = '#set page(margin: 18mm)\n#set text(size: 8pt, lang: "it")\n#set table(inset: 7pt)\n= Personale\n' + "".join(tables)
    with open(target, "wb") as file:
        file.write(typst.compile(markup.encode(), format="pdf"))
    print(len(tables), "tables")


main(*sys.argv[1:])
