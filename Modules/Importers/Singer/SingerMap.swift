/// Which streams of a Singer tap go to which importer: what `sinergi-import singer --map` is given.
public struct SingerMap: Sendable {
  /// One stream of the tap.
  public struct Stream: Sendable {
    /// Its name in the tap's messages.
    public var name: String
    /// The importer whose mapping reads its records; it has to be a `table` importer.
    public var importer: String
    /// Options of the importer, `period` and `scheme` among them.
    public var options: [String: String]
    /// Headers by property, where the tap's names are not those that the importer's mapping knows. Nested properties are
    /// written with dots.
    public var rename: [String: String]

    public init(name: String, importer: String, options: [String: String] = [:], rename: [String: String] = [:]) {
      self.name = name
      self.importer = importer
      self.options = options
      self.rename = rename
    }
  }

  public var streams: [Stream]

  public init(streams: [Stream]) { self.streams = streams }
}
