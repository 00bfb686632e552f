/// The fixed tables, by version; steps are only ever added.
///
/// Dates are integers `YYYYMMDD`, times seconds since 1970 (UTC), region codes integers, digests BLOBs of SHA-256.
enum Schema {
  /// `application_id` of a store: "SNRG".
  static let applicationID: Int32 = 0x534E_5247

  /// The version a store of this program has, `user_version`.
  static var current: Int { steps.count }

  static let steps: [String] = [
    """
    CREATE TABLE store(
      key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE declaration(
      digest TEXT PRIMARY KEY NOT NULL, dataset TEXT NOT NULL, body TEXT NOT NULL, applied_at REAL NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE dataset(
      id TEXT PRIMARY KEY NOT NULL, digest TEXT NOT NULL REFERENCES declaration(digest)) STRICT, WITHOUT ROWID;
    CREATE TABLE class_list(
      dataset TEXT NOT NULL, field TEXT NOT NULL, ordinal INTEGER NOT NULL, id TEXT NOT NULL, title_id TEXT NOT NULL,
      title_en TEXT NOT NULL, PRIMARY KEY(dataset, field, ordinal)) STRICT, WITHOUT ROWID;

    CREATE TABLE delivery(
      id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, user TEXT NOT NULL, at REAL NOT NULL) STRICT;
    CREATE TABLE batch(
      id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, delivery INTEGER NOT NULL REFERENCES delivery(id),
      kind TEXT NOT NULL, importer TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT, bytes INTEGER, user TEXT NOT NULL,
      at REAL NOT NULL, stage TEXT, as_of INTEGER, options TEXT NOT NULL, declaration TEXT REFERENCES declaration(digest),
      rows_read INTEGER NOT NULL DEFAULT 0, rows_new INTEGER NOT NULL DEFAULT 0, rows_changed INTEGER NOT NULL DEFAULT 0,
      rows_unchanged INTEGER NOT NULL DEFAULT 0, rows_removed INTEGER NOT NULL DEFAULT 0,
      rows_rejected INTEGER NOT NULL DEFAULT 0) STRICT;
    CREATE TABLE batch_part(
      id INTEGER PRIMARY KEY, batch INTEGER NOT NULL REFERENCES batch(id), member TEXT, sheet TEXT) STRICT;
    CREATE INDEX batch_part_batch ON batch_part(batch);
    CREATE TABLE change(
      id INTEGER PRIMARY KEY, batch INTEGER NOT NULL REFERENCES batch(id), subject TEXT NOT NULL, region INTEGER,
      period INTEGER, kind TEXT NOT NULL, old TEXT, old_part INTEGER, old_source_row INTEGER) STRICT;
    CREATE INDEX change_batch ON change(batch);
    CREATE INDEX change_key ON change(subject, period, region);
    CREATE TABLE touched(
      batch INTEGER NOT NULL REFERENCES batch(id), dataset TEXT NOT NULL, period INTEGER NOT NULL,
      regions BLOB NOT NULL, PRIMARY KEY(batch, dataset, period)) STRICT, WITHOUT ROWID;
    CREATE TABLE reject(
      id INTEGER PRIMARY KEY, batch INTEGER NOT NULL REFERENCES batch(id), source_row INTEGER NOT NULL,
      cells TEXT NOT NULL, reasons TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'open') STRICT;
    CREATE INDEX reject_batch ON reject(batch);

    CREATE TABLE region_edition(
      effective INTEGER PRIMARY KEY, batch INTEGER NOT NULL REFERENCES batch(id)) STRICT;
    CREATE TABLE region_version(
      code INTEGER NOT NULL, valid_from INTEGER NOT NULL, valid_to INTEGER, name TEXT NOT NULL, kind TEXT NOT NULL,
      parent INTEGER NOT NULL, part INTEGER NOT NULL REFERENCES batch_part(id), source_row INTEGER NOT NULL,
      PRIMARY KEY(code, valid_from)) STRICT, WITHOUT ROWID;
    CREATE TABLE region_event(
      id INTEGER PRIMARY KEY, kind TEXT NOT NULL, code INTEGER NOT NULL, date INTEGER NOT NULL, old_name TEXT,
      new_name TEXT, batch INTEGER NOT NULL REFERENCES batch(id)) STRICT;
    CREATE INDEX region_event_code ON region_event(code);
    CREATE TABLE region_alias(
      within INTEGER NOT NULL, name_key TEXT NOT NULL, name TEXT NOT NULL, code INTEGER NOT NULL, note TEXT,
      part INTEGER NOT NULL REFERENCES batch_part(id), PRIMARY KEY(within, name_key)) STRICT, WITHOUT ROWID;

    CREATE TABLE target_entry(
      id INTEGER PRIMARY KEY, target TEXT NOT NULL, year INTEGER NOT NULL, basis TEXT NOT NULL, regency INTEGER,
      region INTEGER, printed_name TEXT NOT NULL, match TEXT, part INTEGER NOT NULL REFERENCES batch_part(id),
      source_row INTEGER NOT NULL) STRICT;
    CREATE UNIQUE INDEX target_entry_region ON target_entry(target, year, region) WHERE region IS NOT NULL;

    CREATE TABLE audit_entry(
      seq INTEGER PRIMARY KEY, at REAL NOT NULL, user TEXT NOT NULL, kind TEXT NOT NULL, batch INTEGER,
      detail TEXT NOT NULL, digest BLOB NOT NULL, head BLOB NOT NULL) STRICT;
    """,
    // The provinces that a complete edition speaks for: what an edition loaded later, but older, must not override.
    """
    CREATE TABLE region_coverage(
      effective INTEGER NOT NULL, province INTEGER NOT NULL, batch INTEGER NOT NULL REFERENCES batch(id),
      PRIMARY KEY(effective, province)) STRICT, WITHOUT ROWID;
    """,
    // What the codes of other schemes mean, from day to day.
    """
    CREATE TABLE region_crosswalk(
      scheme TEXT NOT NULL, foreign_code INTEGER NOT NULL, valid_from INTEGER NOT NULL, valid_to INTEGER,
      code INTEGER NOT NULL, foreign_name TEXT NOT NULL, name TEXT NOT NULL,
      part INTEGER NOT NULL REFERENCES batch_part(id), source_row INTEGER NOT NULL,
      PRIMARY KEY(scheme, foreign_code, valid_from)) STRICT, WITHOUT ROWID;
    """,
  ]
}
