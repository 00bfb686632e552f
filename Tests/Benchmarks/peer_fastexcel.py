#!/usr/bin/env python3
"""polars with fastexcel: reading a workbook into memory, nothing stored.

    peer_fastexcel.py FILE

Prints the seconds of the reading itself and the rows; starting Python and importing polars are not counted.
"""
import json
import sys
import time

import polars

start = time.perf_counter()
frame = polars.read_excel(sys.argv[1], engine="calamine")
print(json.dumps({"seconds": time.perf_counter() - start, "rows": frame.height}))
