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
    // Everything reversible and checkable: ledgers' keys, what a batch wrote by dataset and period with its digest, undo,
    // and the state of rejects.
    """
    -- The key of the changed row beyond region and period, a JSON array; NULL for panel datasets. Fixed tables: all of it.
    ALTER TABLE change ADD COLUMN key TEXT;
    -- For ledgers: per region its number of rows (varint) and the 32-bit hash of each key (see KeyHash), ascending.
    ALTER TABLE touched ADD COLUMN keys BLOB;
    -- 1 where the log holds all that undo and the audit need; batches of older programs have 0.
    ALTER TABLE batch ADD COLUMN log INTEGER NOT NULL DEFAULT 0;
    -- The undo batch in force against this one.
    ALTER TABLE batch ADD COLUMN undone_by INTEGER REFERENCES batch(id);
    -- Why, for corrections and discards; how many diagnostics of each code, a JSON object.
    ALTER TABLE batch ADD COLUMN reason TEXT;
    ALTER TABLE batch ADD COLUMN counts TEXT;
    -- The header cells of the source table, a JSON array, and their row, where rows of the part were rejected.
    ALTER TABLE batch_part ADD COLUMN header TEXT;
    ALTER TABLE batch_part ADD COLUMN header_row INTEGER;
    ALTER TABLE reject ADD COLUMN part INTEGER REFERENCES batch_part(id);
    -- The batch that closed it: a retry, a corrected file or a discard.
    ALTER TABLE reject ADD COLUMN closed_by INTEGER REFERENCES batch(id);
    CREATE INDEX reject_state ON reject(state);
    DROP INDEX change_key;
    CREATE INDEX change_key ON change(subject, period, region, key);
    -- The batches that an undo took back.
    CREATE TABLE batch_undo(
      batch INTEGER NOT NULL REFERENCES batch(id), undone INTEGER NOT NULL REFERENCES batch(id),
      PRIMARY KEY(batch, undone)) STRICT, WITHOUT ROWID;
    -- What a replacing batch spoke for: a region at the level of its scope, and the key cells compared (a JSON object by
    -- field, {} for none). A later batch that spoke for a row touched it, though it was not there.
    CREATE TABLE replace_scope(
      batch INTEGER NOT NULL REFERENCES batch(id), dataset TEXT NOT NULL, period INTEGER NOT NULL,
      region INTEGER NOT NULL, key TEXT NOT NULL, PRIMARY KEY(batch, dataset, period, region, key)) STRICT, WITHOUT ROWID;
    -- Keys of fixed tables (a JSON array) that a batch met, changed or not: lists of targets, aliases, the register.
    CREATE TABLE touched_key(
      batch INTEGER NOT NULL REFERENCES batch(id), subject TEXT NOT NULL, key TEXT NOT NULL,
      PRIMARY KEY(batch, subject, key)) STRICT, WITHOUT ROWID;
    -- What a batch left in one dataset and period (or fixed table, period 0): rows by outcome, the regions between which
    -- they lie, and the digest of its rows as they stood at its end.
    CREATE TABLE batch_extent(
      batch INTEGER NOT NULL REFERENCES batch(id), subject TEXT NOT NULL, period INTEGER NOT NULL,
      declaration TEXT REFERENCES declaration(digest), rows_new INTEGER NOT NULL, rows_changed INTEGER NOT NULL,
      rows_unchanged INTEGER NOT NULL, rows_removed INTEGER NOT NULL, first_region INTEGER, last_region INTEGER,
      rows INTEGER NOT NULL, digest BLOB NOT NULL, PRIMARY KEY(batch, subject, period)) STRICT, WITHOUT ROWID;
    CREATE INDEX batch_extent_subject ON batch_extent(subject, period);
    -- Digests computed anew where a migration dropped or renamed fields, under the audit entry of that migration.
    CREATE TABLE batch_reseal(
      seq INTEGER NOT NULL, batch INTEGER NOT NULL REFERENCES batch(id), subject TEXT NOT NULL, period INTEGER NOT NULL,
      digest BLOB NOT NULL, PRIMARY KEY(batch, subject, period, seq)) STRICT, WITHOUT ROWID;
    """,
    // Lists of codes, and closed periods.
    """
    -- The id that data rows keep is the lowest of a code's versions.
    CREATE TABLE code_list(
      id INTEGER PRIMARY KEY, scheme TEXT NOT NULL, version TEXT NOT NULL, code TEXT NOT NULL, parent TEXT,
      name TEXT NOT NULL, valid_from INTEGER, part INTEGER NOT NULL REFERENCES batch_part(id),
      source_row INTEGER NOT NULL) STRICT;
    CREATE UNIQUE INDEX code_list_code ON code_list(scheme, code, version);
    CREATE TABLE period_lock(
      dataset TEXT NOT NULL, period INTEGER NOT NULL, region INTEGER NOT NULL, reason TEXT NOT NULL, user TEXT NOT NULL,
      at REAL NOT NULL, PRIMARY KEY(dataset, period, region)) STRICT, WITHOUT ROWID;
    """,
    // What the codes of other schemes mean, from day to day.
    """
    CREATE TABLE region_crosswalk(
      scheme TEXT NOT NULL, foreign_code INTEGER NOT NULL, valid_from INTEGER NOT NULL, valid_to INTEGER,
      code INTEGER NOT NULL, foreign_name TEXT NOT NULL, name TEXT NOT NULL,
      part INTEGER NOT NULL REFERENCES batch_part(id), source_row INTEGER NOT NULL,
      PRIMARY KEY(scheme, foreign_code, valid_from)) STRICT, WITHOUT ROWID;
    """,
    // What stood beside a rejected row (RowSurroundings, a JSON object): groups and titles above it, another header.
    """
    ALTER TABLE reject ADD COLUMN beside TEXT;
    """,
    // Regions through time, and targets as agreements: numbered decisions on a year's list, entries that they put in and took out, and the class
    // that each village started from.
    """
    ALTER TABLE target_entry ADD COLUMN added INTEGER;
    ALTER TABLE target_entry ADD COLUMN removed INTEGER;
    ALTER TABLE target_entry ADD COLUMN replaces INTEGER;
    ALTER TABLE target_entry ADD COLUMN start INTEGER;
    ALTER TABLE target_entry ADD COLUMN start_period INTEGER;
    DROP INDEX target_entry_region;
    CREATE UNIQUE INDEX target_entry_region ON target_entry(target, year, region)
      WHERE region IS NOT NULL AND removed IS NULL;
    CREATE TABLE target_decision(
      target TEXT NOT NULL, year INTEGER NOT NULL, number INTEGER NOT NULL, date INTEGER NOT NULL, source TEXT NOT NULL,
      reason TEXT, part INTEGER NOT NULL REFERENCES batch_part(id), PRIMARY KEY(target, year, number)) STRICT, WITHOUT ROWID;
    -- What became of a unit's code on a day: split, merge, move, recode, reassign. `share` is of the old unit's sums.
    CREATE TABLE region_link(
      date INTEGER NOT NULL, old INTEGER NOT NULL, new INTEGER NOT NULL, kind TEXT NOT NULL, share REAL, note TEXT,
      part INTEGER NOT NULL REFERENCES batch_part(id), source_row INTEGER NOT NULL,
      PRIMARY KEY(date, old, new)) STRICT, WITHOUT ROWID;
    """,
    // How much the batch's source counts (SourceRank); NULL for batches of older programs, whose stage says it.
    """
    ALTER TABLE batch ADD COLUMN rank INTEGER;
    """,
  ]
}
