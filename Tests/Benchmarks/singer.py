#!/usr/bin/env python3
"""Writes a wide CSV as the messages of a Singer tap: a STATE every 10,000 records, as taps commonly send it.

    singer.py WIDE_CSV OUT
"""
import csv
import json
import sys

source, target = sys.argv[1:3]
with open(source, newline="", encoding="utf-8") as file, open(target, "w", encoding="utf-8") as out:
    rows = csv.DictReader(file)
    names = rows.fieldnames
    texts = {names[0], names[1], names[-1]}
    properties = {name: {"type": ["string" if name in texts else "number", "null"]} for name in names}
    out.write(json.dumps({"type": "SCHEMA", "stream": "idm", "schema": {"type": "object", "properties": properties},
                          "key_properties": [names[0], names[2]]}) + "\n")
    for number, row in enumerate(rows, 1):
        record = {name: value if name in texts else float(value) for name, value in row.items()}
        out.write(json.dumps({"type": "RECORD", "stream": "idm", "record": record}) + "\n")
        if number % 10_000 == 0:
            out.write(json.dumps({"type": "STATE", "value": {"row": number}}) + "\n")
    out.write(json.dumps({"type": "STATE", "value": {"row": "end"}}) + "\n")
