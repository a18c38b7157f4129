"""A small fictional corpus with known voices, places, roles, dates and words. Nobody in it exists."""

from pathlib import Path

METADATA = """file,title,organisation,participant,role,country,issue_area,community_served,strategy,date
ada.txt,Ada Obi on schools,Lantern Schools,Ada Obi,Founder,Kenya,Education,Rural girls,Teacher coaching,2019-05-04
ben.txt,Ben Kato on clinics,River Clinics,Ben Kato,Founder,Uganda,Health,Rural mothers,Community health workers,2021-02-11
cleo.txt,Cleo Danso on grants,Harbour Fund,Cleo Danso,Funder,Ghana,Education; Health,Young people,Unrestricted grants,2022-03-20
dev.txt,Dev Rao on water,Blue Well Trust,Dev Rao,Programme lead,India,Clean water,Rural mothers,Policy advocacy,2020-09-01
eva.txt,Eva Lind on giving,North Star Foundation,Eva Lind,Funder,Sweden,Climate action,Young people,Unrestricted grants,2018-11-15
fay.txt,Fay Obi on farming,Green Furrow,Fay Obi,Founder,Kenya,Climate action,Smallholder farmers,Open data,2023-01-30
gus.txt,Gus Marin on justice,Open Door,Gus Marin,Programme lead,Brazil,Criminal justice,Former prisoners,Policy advocacy,2021-07-07
"""

INTERVIEWS = {
    "ada.txt": """Interviewer: How do you work with government?
Ada Obi: Working with government is essential. The ministry of education trained the teachers with us and now pays their salaries.
Interviewer: And funding, what about funding?
Ada Obi: Unrestricted funding helped us to survive the school closures. We could move money to radio lessons within a week.
Interviewer: What did families pay?
Ada Obi: Parents paid school fees with maize before we started. Nobody pays school fees any more.
Interviewer: What about data?
Ada Obi: We publish our lesson plans for everybody, and other schools copied them in a month.
""",
    "ben.txt": """Interviewer: How do you work with government?
Ben Kato: The government of the district took over two of our clinics. Partnership with government works, it is slow but it lasts.
Interviewer: How is the work funded?
Ben Kato: Unrestricted grants are the best money. They helped us hire community health workers when the epidemic came.
Interviewer: What was hard?
Ben Kato: Nurses left for the city. We lost nine nurses in one year, and training takes three years.
Interviewer: Who decides?
Ben Kato: The mothers decide. The village committee of mothers chooses the health worker.
""",
    "cleo.txt": """Interviewer: Why do you give unrestricted money?
Cleo Danso: Unrestricted funding is essential because founders know best what to do. Trust is cheaper than reporting.
Interviewer: What about government?
Cleo Danso: Founders should begin with government early. A grant ends, a government budget line stays.
Interviewer: What do you ask in return?
Cleo Danso: We ask for one phone call a year. Reporting kills time, and we trust the people we fund.
""",
    "dev.txt": """Interviewer: How do you work with government?
Dev Rao: I disagree that government must own everything. Government failed our wells, the pumps broke and nobody came to repair them.
Interviewer: And the money?
Dev Rao: Unrestricted funding is not always useful. It failed us, the board wasted it on an office and we lost two years.
Interviewer: What did you learn about communities?
Dev Rao: Water committees run by mothers keep the pumps going. They collect a small fee and buy the spare parts.
""",
    "eva.txt": """Interviewer: What makes a good funder?
Eva Lind: Patience. Long grants of ten years allow organisations to change a system, because change is slow.
Interviewer: Unrestricted?
Eva Lind: We moved to unrestricted funding in 2015, and it enabled our partners to grow faster than ever.
Interviewer: What about climate?
Eva Lind: Climate needs farmers at the table, and young people too. They fund nothing, they lose most.
""",
    "fay.txt": """Interviewer: Why do you give your data away?
Fay Obi: Open data on rainfall helps farmers to decide when to plant. We give our soil maps away for free.
Interviewer: And government?
Fay Obi: The government uses our maps in forty districts. That partnership with government took six years to build.
Interviewer: How are you funded?
Fay Obi: Funders pay for projects. I wish somebody paid for our rent. Yes.
""",
    "gus.txt": """Interviewer: Who should lead the work?
Gus Marin: Former prisoners lead our programme, they know the prison from inside. People closest to the problem have the solution.
Interviewer: What changes minds?
Gus Marin: Stories. When a judge hears a former prisoner speak, the judge changes the way he sentences.
Interviewer: And government?
Gus Marin: We advocate for a new sentencing law. The government listens when former prisoners speak in parliament.
""",
}


def write_corpus(folder: Path) -> Path:
    """Write the interviews with their metadata."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "metadata.csv").write_text(METADATA, encoding="utf-8")
    for name, text in INTERVIEWS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
