import ArgumentParser

/// What `period lock` and `unlock` are given.
struct PeriodPlace: ParsableArguments {
  @Argument(help: ArgumentHelp("Id dataset. (dataset)", valueName: "dataset"))
  var dataset: String

  @Argument(help: ArgumentHelp("Periode. (period)", valueName: "periode"))
  var period: String

  @Option(name: .long, help: ArgumentHelp("Kode wilayah; baku: nasional. (region)", valueName: "kode"))
  var region: String?

  @Option(name: .long, help: ArgumentHelp("Alasannya, dicatat. (reason, recorded)", valueName: "teks"))
  var reason: String
}
