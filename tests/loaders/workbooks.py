"""Workbooks made by us, written by the library that others write theirs with."""

import io
import zipfile
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Rows = Iterable[Sequence[object]]


def workbook_of(rows: Rows, title: str = "Sheet", **others: Rows) -> bytes:
    """Write one sheet, and others by name; one whose name begins with ``hidden`` is."""
    book = Workbook()
    first: Worksheet = book.active
    first.title = title
    for name, content in ((title, rows), *others.items()):
        sheet = first if name == title else book.create_sheet(name)
        for row in content:
            sheet.append(list(row))
        if name.startswith("hidden"):
            sheet.sheet_state = "hidden"
    return saved(book)


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """Give a workbook with one part put in, or in place of another."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        new.writestr(name, part)
    return file.getvalue()


def sheet_xml(data: str, after: str = "") -> bytes:
    """Write the part of a sheet by hand."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        f'<worksheet xmlns="{space}"><sheetData>{data}</sheetData>{after}</worksheet>'
    ).encode()


def fts_year(*beneficiaries: str) -> bytes:
    """Write a year of the Financial Transparency System with invented grants."""
    header = (
        "Year",
        "Reference of the Legal Commitment (LC)",
        "Name of beneficiary",
        "Beneficiary's contracted amount (EUR)",
        "Responsible department",
    )
    rows = [(2024, f"SI2.{at}", name, 1500, "DG X") for at, name in enumerate(beneficiaries)]
    return workbook_of([header, *rows])


SHEET = "xl/worksheets/sheet1.xml"
