/// Input of tests.
enum Tables {
  /// A table of statuses: code, IDM and status.
  static func status(_ rows: (String, String, String)...) -> String {
    "kode_desa,idm,status\n" + rows.map { "\($0.0),\($0.1),\($0.2)\n" }.joined()
  }
}
