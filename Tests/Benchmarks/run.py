#!/usr/bin/env python3
"""Times Sinergi's whole commands against what a user would pick instead, in one run, turn by turn.

    run.py --bin FOLDER --work FOLDER [--runs 5] [--only wide,long,xlsx,ledger,memory,later,singer,report,curve,levers,meetings,budgets,help] [--json FILE]

Called by `make bench`, which builds for release and installs the peer. docs/benchmarks.md says what each line means.
"""
import argparse
import json
import os
import platform
import shutil
import sys
import tempfile

from measure import Failed, Sample, clone, lines_of, quiet_disk, remove, run, say, settle, stored_rows

HERE = os.path.dirname(os.path.abspath(__file__))
CHECKOUT = os.path.normpath(os.path.join(HERE, "..", ".."))
YEAR = 2024
TEN_YEARS = range(2015, 2025)
PARTS = ["wide", "long", "xlsx", "ledger", "memory", "later", "singer", "report", "curve", "levers", "meetings", "budgets", "help"]


class Bench:
    def __init__(self, options):
        self.options = options
        self.work_name = ""
        self.work = os.path.abspath(options.work)
        self.bin = os.path.abspath(options.bin)
        self.scratch = os.path.join(self.work, "scratch")
        self.lines = []
        shared = options.shared or os.path.join(CHECKOUT, "..", "shared", "bench")
        self.shared = os.path.realpath(shared) if os.path.exists(os.path.join(shared, "make_national.py")) else None
        self.inputs = os.path.join(self.work, "shared" if self.shared else "synthetic")

    # Inputs, made once and kept.

    def wide(self, year=YEAR):
        return self.made(f"idm_wide_{year}.csv", year)

    def long(self, year=YEAR):
        return self.made(f"idm_long_{year}.csv", year)

    def xlsx(self, year=YEAR):
        return self.derived(f"idm_wide_{year}.xlsx", lambda path: run(
            [self.options.python, os.path.join(HERE, "workbook.py"), self.wide(year), path]))

    def ledger(self, year=YEAR):
        return self.derived(f"apbdes_{year}.csv", lambda path: run(
            [sys.executable, os.path.join(HERE, "ledger.py"), self.wide(year), path]))

    def records(self, year=YEAR):
        return self.derived(f"idm_{year}.singer", lambda path: run(
            [sys.executable, os.path.join(HERE, "singer.py"), self.wide(year), path]))

    def derived(self, name, make):
        path = os.path.join(self.inputs, name)
        if not os.path.exists(path):
            os.makedirs(self.inputs, exist_ok=True)
            say(f"making {name}")
            make(path + ".part")
            os.replace(path + ".part", path)
        return path

    def made(self, name, year):
        path = os.path.join(self.inputs, name)
        if not os.path.exists(path):
            os.makedirs(self.inputs, exist_ok=True)
            say(f"making {name}")
            with tempfile.TemporaryDirectory(dir=self.work) as out:
                generator = os.path.join(self.shared or HERE, "make_national.py" if self.shared else "national.py")
                extra = [] if self.shared else ["--long", str(YEAR)]
                run([sys.executable, generator, out, "--years", str(year), *extra])
                for file in os.listdir(out):
                    if "_long_" not in file or str(YEAR) in file:
                        os.replace(os.path.join(out, file), os.path.join(self.inputs, file))
        return path

    @property
    def register(self):
        if self.shared:
            return os.path.join(self.shared, "..", "reference", "regions_national_2025.csv")
        self.wide()
        return os.path.join(self.inputs, "register.csv")

    def ten_years_in_one(self):
        path = os.path.join(self.inputs, "idm_wide_ten_years.csv")
        if not os.path.exists(path):
            sources = [self.wide(year) for year in TEN_YEARS]
            with open(path + ".part", "wb") as out:
                for index, source in enumerate(sources):
                    with open(source, "rb") as file:
                        header = file.readline()
                        if index == 0:
                            out.write(header)
                        shutil.copyfileobj(file, out)
            os.replace(path + ".part", path)
        return path

    # Stores.

    def store_with_register(self):
        """A store that holds the register and nothing else; every timed import starts from a copy of it."""
        path = os.path.join(self.scratch, "register.sqlite")
        if not os.path.exists(path):
            self.sinergi("admin", "init", store=path)
            self.sinergi("import", "run", "region_register", self.register, "--set", "effective=2025-01-01", "--quiet", store=path)
            settle(path)
        return path

    def store_with_ten_years(self):
        return self.store_with_years(TEN_YEARS, "ten_years.sqlite")

    def store_with_years(self, years, name):
        path = os.path.join(self.scratch, name)
        if not os.path.exists(path):
            say(f"loading {len(years)} years into one store")
            clone(self.store_with_register(), path)
            for year in years:
                self.sinergi("import", "run", "idm_scores", self.wide(year), "--quiet", store=path)
            settle(path)
        return path

    def sinergi(self, command, *arguments, store):
        return run([os.path.join(self.bin, f"sinergi-{command}"), *arguments, "--config",
                    os.path.join(CHECKOUT, "plugins.yaml"), "--store", store], cwd=self.scratch)

    # Contestants: each does the whole work once and returns (seconds, peak KiB).

    def sinergi_import(self, file, rows, importer="idm_scores", table="data_idm", start=None):
        store = os.path.join(self.scratch, "timed.sqlite")
        clone(start or self.store_with_register(), store)
        quiet_disk()
        seconds, peak, _ = self.sinergi("import", "run", importer, file, "--quiet", store=store)
        self.expect(stored_rows(store, table), rows, "Sinergi", file)
        remove(store)
        return seconds, peak

    def duckdb(self, file, shape, rows):
        database = os.path.join(self.scratch, "timed.duckdb")
        remove(database)
        quiet_disk()
        _, peak, text = run([self.options.python, os.path.join(HERE, "peer_duckdb.py"), shape, file, database])
        answer = json.loads(text)
        self.expect(answer["rows"], rows, "DuckDB", file)
        remove(database)
        return answer["seconds"], peak

    def sqlite3(self, file, rows):
        database = os.path.join(self.scratch, "timed.sqlite3")
        remove(database)
        with open(file, encoding="utf-8") as f:
            header = f.readline().strip().split(",")
        columns = ",".join(f"{c} REAL" for c in header[3:-1])
        quiet_disk()
        seconds, peak, _ = run([
            "sqlite3", database, "pragma journal_mode=wal",
            f"create table idm(kode_desa TEXT, nama_desa TEXT, tahun INTEGER, {columns}, status TEXT, "
            "primary key(tahun, kode_desa)) without rowid",
            f".import --csv --skip 1 '{file}' idm"])
        self.expect(stored_rows(database, "idm"), rows, "sqlite3", file)
        remove(database)
        return seconds, peak

    @staticmethod
    def expect(found, wanted, who, file):
        if found != wanted:
            raise Failed(f"{who} holds {found} rows after {os.path.basename(file)}, which has {wanted}: nothing to compare")

    # The pieces of work.

    def interleaved(self, contestants, runs=None, warm=False):
        """Runs the contestants turn by turn, so that what else the machine does falls on all of them alike."""
        samples = {name: Sample() for name in contestants}
        for turn in range((runs or self.options.runs) + warm):
            for name, work in contestants.items():
                result = work()
                if turn >= warm:
                    samples[name].add(*result)
        return samples

    def part_wide(self):
        file = self.wide()
        rows = lines_of(file) - 1
        self.heading(f"import of a wide CSV, {rows:,} villages x 54 fields")
        samples = self.interleaved({
            "sinergi": lambda: self.sinergi_import(file, rows),
            "duckdb": lambda: self.duckdb(file, "wide", rows),
            "sqlite3": lambda: self.sqlite3(file, rows),
        })
        self.against(samples, "duckdb", "DuckDB, keyed upsert", 0.8)
        self.against(samples, "sqlite3", "sqlite3 .import", 0.8)
        self.memory(samples, 150)

    def part_long(self):
        file = self.long()
        rows, villages = lines_of(file) - 1, lines_of(self.wide()) - 1
        self.heading(f"import of a long CSV, {rows / 1e6:.1f} million values")
        samples = self.interleaved({
            "sinergi": lambda: self.sinergi_import(file, villages),
            "duckdb": lambda: self.duckdb(file, "long", rows),
        })
        self.against(samples, "duckdb", "DuckDB, keyed upsert", 0.2)
        self.memory(samples, 150)

    def part_xlsx(self):
        file = self.xlsx()
        rows = lines_of(self.wide()) - 1
        self.heading(f"import of the wide table as XLSX, {rows:,} villages x 54 fields")
        samples = self.interleaved({
            "sinergi": lambda: self.sinergi_import(file, rows),
            "fastexcel": lambda: self.fastexcel(file, rows),
        })
        self.against(samples, "fastexcel", "polars/fastexcel, reading only", 1.0)
        self.memory(samples, 150)

    def fastexcel(self, file, rows):
        _, peak, text = run([self.options.python, os.path.join(HERE, "peer_fastexcel.py"), file])
        answer = json.loads(text)
        self.expect(answer["rows"], rows, "fastexcel", file)
        return answer["seconds"], peak

    def part_ledger(self):
        file = self.ledger()
        rows = lines_of(file) - 1
        self.heading(f"import of a budget ledger, {rows / 1e6:.2f} million rows")
        samples = self.interleaved({
            "sinergi": lambda: self.sinergi_import(file, rows, "apbdes", "data_apbdes"),
            "duckdb": lambda: self.duckdb(file, "ledger", rows),
        }, runs=min(3, self.options.runs))
        self.against(samples, "duckdb", "DuckDB, keyed upsert", 0.8)
        self.memory(samples, 150)

    def part_later(self):
        file = self.wide()
        rows = lines_of(file) - 1
        self.heading("the same wide CSV into a store that holds nine other years")
        nine = self.store_with_years(TEN_YEARS[:-1], "nine_years.sqlite")
        samples = self.interleaved({
            "sinergi": lambda: self.sinergi_import(file, rows * len(TEN_YEARS), start=nine),
            "first": lambda: self.sinergi_import(file, rows),
        })
        self.against(samples, "first", "the first year", 1.1)

    def part_singer(self):
        file = self.records()
        rows = lines_of(self.wide()) - 1
        self.heading(f"a Singer tap's {rows:,} records x 54 fields")
        samples = self.interleaved({"sinergi": lambda: self.sinergi_singer(file, rows)})
        self.within("the whole process, at 100,000 records a second", samples["sinergi"], rows / 100_000)
        self.memory(samples, 150)

    def sinergi_singer(self, file, rows):
        store = os.path.join(self.scratch, "timed.sqlite")
        clone(self.store_with_register(), store)
        map_file = os.path.join(self.scratch, "map.yaml")
        with open(map_file, "w", encoding="utf-8") as out:
            out.write("version: 1\nstreams: [{stream: idm, importer: idm_scores}]\n")
        quiet_disk()
        with open(file, "rb") as records:
            seconds, peak, _ = run([
                os.path.join(self.bin, "sinergi-import"), "singer", "--map", map_file, "--quiet", "--config",
                os.path.join(CHECKOUT, "plugins.yaml"), "--store", store], cwd=self.scratch, stdin=records)
        self.expect(stored_rows(store), rows, "Sinergi", file)
        remove(store)
        return seconds, peak

    def part_memory(self):
        file = self.ten_years_in_one()
        rows = lines_of(file) - 1
        self.heading(f"import of a file ten times as long, {rows:,} rows x 54 fields")
        self.memory(self.interleaved({"sinergi": lambda: self.sinergi_import(file, rows)}, runs=1), 150)

    # What reports take, and what DuckDB takes for the question behind them.

    def report(self, store, *arguments):
        seconds, peak, text = self.sinergi("report", "run", *arguments, store=store)
        if not any(character.isdigit() for character in text):
            raise Failed(f"the report holds no figures:\n{text[:500]}")
        return seconds, peak

    def database_with_ten_years(self):
        database = os.path.join(self.scratch, "ten_years.duckdb")
        if not os.path.exists(database):
            say("loading ten years into DuckDB")
            run([self.options.python, os.path.join(HERE, "peer_query.py"), "load", database,
                 *[self.wide(year) for year in TEN_YEARS]])
        return database

    def duckdb_query(self, database, question, prefix=""):
        _, peak, text = run([
            self.options.python, os.path.join(HERE, "peer_query.py"), question, database, str(YEAR), *([prefix] if prefix else [])])
        answer = json.loads(text)
        if not answer["rows"]:
            raise Failed(f"DuckDB answers {question} with nothing")
        return answer["seconds"], peak

    def a_village(self):
        with open(self.wide(), encoding="utf-8") as file:
            next(file)
            return next(line.split(",")[0] for line in file if line.split(",")[0][9] in "23")

    def part_report(self):
        store = self.store_with_ten_years()
        database = self.database_with_ten_years()
        village = self.a_village()
        kabupaten = village[:5]
        self.heading("reports, ten years in the store; beside them DuckDB's query, without process, register and report")
        year = ["--period", str(YEAR)]
        asked = {
            "idm_status, the nation": ("status", "", ["idm_status", *year], 0.150),
            "transition, the nation": ("transition", "", ["transition", *year], 0.150),
            "trend, the nation": ("trend", "", ["trend"], 0.150),
            f"idm_status, kabupaten {kabupaten}": ("status", kabupaten, ["idm_status", *year, "--region", kabupaten], 0.050),
            f"transition, kabupaten {kabupaten}": ("transition", kabupaten, ["transition", *year, "--region", kabupaten], 0.050),
            f"trend, kabupaten {kabupaten}": ("trend", kabupaten, ["trend", "--region", kabupaten], 0.050),
            "village_profile": ("profile", village, ["village_profile", *year, "--region", village], 0.040),
        }
        contestants = {}
        for name, (question, prefix, arguments, _) in asked.items():
            contestants[name] = lambda arguments=arguments: self.report(store, *arguments)
            contestants[name + "/duckdb"] = lambda q=question, p=prefix: self.duckdb_query(database, q, p)
        samples = self.interleaved(contestants, runs=self.options.runs * 2, warm=True)
        for name, (*_, limit) in asked.items():
            self.within(name, samples[name], limit, samples[name + "/duckdb"])

    def part_curve(self):
        self.heading("reports for the nation with 1, 5 and 10 years in the store")
        stores = {
            count: self.store_with_years(TEN_YEARS[-count:], f"years_{count}.sqlite") if count < 10 else self.store_with_ten_years()
            for count in (1, 5, 10)
        }
        asked = {"idm_status": ["--period", str(YEAR)], "transition": ["--period", str(YEAR)], "trend": []}
        contestants = {
            f"{name}, {count} years": lambda name=name, store=store: self.report(store, name, *asked[name])
            for name in asked for count, store in stores.items() if name != "transition" or count > 1
        }
        samples = self.interleaved(contestants, warm=True)
        for name in contestants:
            self.within(name, samples[name], 0.150)

    def part_levers(self):
        store = self.store_with_ten_years()
        self.heading("levers for the nation, every village an exact optimum")
        samples = self.interleaved(
            {"levers": lambda: self.report(store, "levers", "--period", str(YEAR), "--set", "table=indicators")}, warm=True)
        self.within("levers, the nation", samples["levers"], 3.0)

    # Meetings first: what else is known of them is told apart by their years.
    MEETING_TABLES = {
        "rapat": 5_000, "rapat_kuota": 30_000, "rapat_hadir": 100_000, "kesepakatan": 25_000, "delegasi": 30_000, "isu": 25_000,
        "tindak_lanjut": 100_000, "tindak_lanjut_kemajuan": 50_000, "kemajuan_komponen": 320, "hasil_program": 200,
        "peringkat_misi": 80, "aspirasi": 20_000, "pendamping": None,
    }

    def part_meetings(self):
        folder = os.path.join(self.inputs, "meetings")
        if not os.path.exists(os.path.join(folder, "pendamping.csv")):
            say("making meetings and actions")
            shutil.rmtree(folder, ignore_errors=True)
            run([sys.executable, os.path.join(HERE, "meetings.py"), self.register, folder + ".part"])
            os.replace(folder + ".part", folder)
        store = os.path.join(self.scratch, "meetings.sqlite")
        clone(self.store_with_register(), store)
        for importer, rows in self.MEETING_TABLES.items():
            file = os.path.join(folder, f"{importer}.csv")
            self.sinergi("import", "run", importer, file, "--quiet", store=store)
            self.expect(stored_rows(store, f"data_{importer}"), rows or lines_of(file) - 1, "Sinergi", file)
        settle(store)
        code = self.a_village()[:5]
        kabupaten, meeting = ["--region", code], ["--set", f"meeting=rakor-{code}-2022"]
        province = ["--region", code[:2], "--period", "2020"]
        mission = ["--set", "meeting=misi-20"]
        self.heading("papers of meetings, 5,000 meetings and 100,000 actions in the store")
        asked = {
            "actions, a kabupaten": ["actions", *kabupaten], "actions, the nation": ["actions"],
            "actions, the latest first": ["actions", "--set", "order=late"],
            "actions, those open, a page": ["actions", "--set", "show=open", "--format", "html"],
            "actions_consolidated, a province": ["actions_consolidated", *province],
            "actions_consolidated, the nation": ["actions_consolidated"],
            "meeting_effect, the nation": ["meeting_effect"], "activity_verdict, the nation": ["activity_verdict"],
            "issues, a kabupaten": ["issues", *kabupaten], "issues, the nation": ["issues"],
            "calendar, a province": ["calendar", *province], "calendar, the nation": ["calendar", "--period", "2020"],
            "calendar, the nation, iCalendar": ["calendar", "--period", "2020", "--format", "ics"],
            "aspirations, the nation": ["aspirations"], "facilitator_coverage, the nation": ["facilitator_coverage"],
            "facilitator_coverage, a kabupaten": ["facilitator_coverage", *kabupaten],
            "meeting_pack": ["meeting_pack", *meeting], "meeting_report": ["meeting_report", *meeting],
            "agreements, the nation": ["agreements"], "agreements, a kabupaten": ["agreements", *kabupaten],
            "minutes": ["minutes", *meeting], "berita_acara": ["berita_acara", *meeting],
            "attendance": ["attendance", *meeting], "attendance_sheet": ["attendance_sheet", *meeting],
            "mission_aide_memoire": ["mission_aide_memoire", *mission],
            "mission_aide_memoire, a page": ["mission_aide_memoire", *mission, "--format", "html"],
            "training_coverage, the nation": ["training_coverage"], "supervision, a province": ["supervision", *province],
            "rumah_bersama, a kabupaten": ["rumah_bersama", *kabupaten], "rumah_bersama, the nation": ["rumah_bersama"],
        }
        samples = self.interleaved(
            {name: (lambda arguments=arguments: self.report(store, *arguments)) for name, arguments in asked.items()}, warm=True)
        for name in asked:
            self.within(name, samples[name], 0.300)

    BUDGET_YEARS = range(2020, 2025)

    def part_budgets(self):
        """Five years of the national ledger and a year of scores."""
        store = os.path.join(self.scratch, "budgets.sqlite")
        database = os.path.join(self.scratch, "budgets.duckdb")
        clone(self.store_with_register(), store)
        files = [self.ledger_of(year) for year in self.BUDGET_YEARS]
        say("loading five years of the ledger")
        for file in files:
            self.sinergi("import", "run", "apbdes", file, "--quiet", store=store)
        self.sinergi("import", "run", "idm_scores", self.wide(), "--quiet", store=store)
        rows = sum(lines_of(file) - 1 for file in files)
        self.expect(stored_rows(store, "data_apbdes"), rows, "Sinergi", files[0])
        settle(store)
        run([self.options.python, os.path.join(HERE, "peer_query.py"), "load_ledger", database, *files])
        village = self.a_village()
        self.heading(f"reports on budgets, {rows / 1e6:.1f} million lines in the store; beside them DuckDB's query")
        year = ["--period", str(YEAR)]
        asked = {
            "apbdes_review, a village": (village, ["apbdes_review", *year, "--region", village], 0.060),
            "kecamatan_dashboard": (village[:8], ["kecamatan_dashboard", *year, "--region", village[:8]], 0.150),
            "basic_services, a kabupaten": (village[:5], ["basic_services", *year, "--region", village[:5]], 0.150),
            "basic_services, the nation": ("", ["basic_services", *year], 1.0),
            "village_income, a kabupaten": (village[:5], ["village_income", *year, "--region", village[:5]], 0.150),
            "village_income, the nation": ("", ["village_income", *year], 1.0),
        }
        contestants = {}
        for name, (prefix, arguments, _) in asked.items():
            contestants[name] = lambda arguments=arguments: self.report(store, *arguments)
            contestants[name + "/duckdb"] = lambda name=name, prefix=prefix: self.duckdb_query(
                database, "income" if "income" in name else "shares", prefix)
        samples = self.interleaved(contestants, warm=True)
        for name, (*_, limit) in asked.items():
            self.within(name, samples[name], limit, samples[name + "/duckdb"])
        folder = os.path.join(self.scratch, "dashboards")

        def dashboards():
            shutil.rmtree(folder, ignore_errors=True)
            seconds, peak, _ = self.sinergi(
                "report", "run", "kecamatan_dashboard", *year, "--region", village[:2], "--each", "kecamatan", "--output", folder,
                store=store)
            if len(os.listdir(folder)) < 3:
                raise Failed("no dashboards were written")
            return seconds, peak
        samples = self.interleaved({"all": dashboards}, runs=1)
        count = len(os.listdir(folder)) - 1
        # 105 kecamatan, as many as Kalimantan Timur has, in 30 seconds.
        self.within(f"{count} dashboards of a province", samples["all"], 30 * count / 105)

    def ledger_of(self, year):
        """The ledger of another year: that of the one year that is made, with its number in every row."""
        source = self.ledger()

        def write(path):
            with open(source, encoding="utf-8") as file, open(path, "w", encoding="utf-8") as out:
                for line in file:
                    out.write(line.replace(f",{YEAR},", f",{year},", 1))
        return source if year == YEAR else self.derived(f"apbdes_{year}.csv", write)

    def part_help(self):
        self.heading("--help")
        commands = ("sinergi-admin", "sinergi-import", "sinergi-report")
        samples = self.interleaved(
            {name: (lambda name=name: run([os.path.join(self.bin, name), "--help"])[:2]) for name in commands},
            runs=self.options.runs * 4, warm=True)
        for name in commands:
            self.within(name, samples[name], 0.030)

    # What is printed.

    def heading(self, work):
        self.work_name = work
        print(f"\n{work}")

    def line(self, what, ours, theirs, ratio, goal, met, record):
        self.lines.append({"work": self.work_name, "line": what, "goal": goal, "met": met, **record})
        print(f"  {what:<34} {ours:>9} {theirs:>9} {ratio:>7} {goal:>10}  {'met' if met else 'MISSED'}", flush=True)

    def against(self, samples, peer, label, goal):
        ours, theirs = samples["sinergi"], samples[peer]
        ratio = ours.median / theirs.median
        self.line(f"against {label}", f"{ours.median:.2f} s", f"{theirs.median:.2f} s", f"{ratio:.2f}", f"<= {goal}",
                  ratio <= goal, {"ratio": round(ratio, 3), "sinergi": ours.record(), peer: theirs.record()})

    def memory(self, samples, goal):
        ours, peer = samples["sinergi"], samples.get("duckdb")
        self.line("peak memory" + (", DuckDB's beside it" if peer else ""), f"{ours.megabytes:.0f} MB",
                  f"{peer.megabytes:.0f} MB" if peer else "", f"{ours.megabytes / peer.megabytes:.2f}" if peer else "",
                  f"<= {goal} MB", ours.megabytes <= goal, {name: sample.record() for name, sample in samples.items()})

    def within(self, what, sample, goal, peer=None):
        """A goal in time; the peer, where there is one, stands beside it with the ratio."""
        self.line(what, f"{sample.median * 1000:.0f} ms", f"{peer.median * 1000:.0f} ms" if peer else "",
                  f"{sample.median / peer.median:.2f}" if peer else "", f"<= {goal * 1000:.0f} ms", sample.median <= goal,
                  {"sinergi": sample.record(), **({"duckdb": peer.record()} if peer else {})})


def machine(options):
    versions = [f"Sinergi {run([os.path.join(options.bin, 'sinergi-admin'), '--version'], accept=(0, 64))[2].strip() or '-'}",
                "sqlite3 " + run(["sqlite3", "--version"])[2].split()[0]]
    if set(options.only) & {"wide", "long", "ledger", "report"}:
        versions.append("DuckDB " + run([options.python, "-c", "import duckdb; print(duckdb.__version__)"])[2].strip())
    return {"system": platform.platform(), "processors": os.cpu_count(), "load": round(os.getloadavg()[0], 2), "versions": versions}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", required=True, help="the folder of the release executables")
    parser.add_argument("--work", required=True, help="a folder for inputs, which are kept, and for stores, which are not")
    parser.add_argument("--python", default=sys.executable, help="the Python that has duckdb")
    parser.add_argument("--shared", help="a folder with make_national.py and realistic inputs; default ../shared/bench where present")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", type=lambda text: text.split(","), default=PARTS, help=",".join(PARTS))
    parser.add_argument("--json", metavar="FILE", help="writes every figure for the record")
    options = parser.parse_args()
    if unknown := set(options.only) - set(PARTS):
        parser.error(f"--only knows {', '.join(PARTS)}, not {', '.join(sorted(unknown))}")

    bench = Bench(options)
    shutil.rmtree(bench.scratch, ignore_errors=True)
    os.makedirs(bench.scratch)
    about = machine(options)
    print(f"{'; '.join(about['versions'])}; {about['processors']} processors, load {about['load']} at the start; "
          f"{'realistic' if bench.shared else 'synthetic'} inputs; medians of {options.runs} runs, turn by turn")
    print(f"\n  {'':<34} {'Sinergi':>9} {'peer':>9} {'ratio':>7} {'goal':>10}")
    failures = []
    for part in PARTS:
        if part not in options.only:
            continue
        try:
            getattr(bench, f"part_{part}")()
        except Failed as failure:
            failures.append(part)
            print(f"{part}: could not be measured: {failure}", flush=True)
    shutil.rmtree(bench.scratch, ignore_errors=True)

    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump({"machine": about, "inputs": "realistic" if bench.shared else "synthetic", "lines": bench.lines}, file, indent=1)
            file.write("\n")
    met = sum(line["met"] for line in bench.lines)
    print(f"\nmake bench: {met} goals met, {len(bench.lines) - met} missed" + (f", not measured: {', '.join(failures)}" if failures else "") + ".")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
