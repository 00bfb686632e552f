/// The version of the executables, the same as the newest heading of `CHANGELOG.md` (a test says so).
public let sinergiVersion = "0.1.0"
