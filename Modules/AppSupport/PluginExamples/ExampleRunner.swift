import PluginKit
import Registry

struct ExampleResult {
  var name: String
  var passed: Bool
  var differences: [String]
}
enum ExampleRunner {
  static func run(_ d: PluginDeclaration, at: PluginLocation, registry: Registry) throws -> [ExampleResult] { [] }
}
