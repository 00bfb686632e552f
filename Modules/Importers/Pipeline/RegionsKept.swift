import Storage

/// The register as a command met it, for the files and segments that come after the first: reading the names of the
/// nation costs more than a small file.
///
/// It is read anew when an edition was loaded or taken back since.
public final class RegionsKept {
  private struct Kind: Hashable {
    let options: RegionOptions
    let usesNames: Bool
  }

  private var editions: [RegisterEdition] = []
  private var registers: Registers?
  private var resolvers: [Kind: RegionResolver] = [:]

  public init() {}

  func registers(_ store: any Store) throws -> Registers {
    let now = try store.editions()
    if let registers, now == editions { return registers }
    let read = try Registers(store)
    (editions, registers, resolvers) = (now, read, [:])
    return read
  }

  func resolver(
    _ store: any Store, _ registers: Registers, _ options: RegionOptions, usesNames: Bool
  ) throws -> RegionResolver {
    let kind = Kind(options: options, usesNames: usesNames)
    if let known = resolvers[kind] { return known }
    let made = try RegionResolver(store, registers, options, usesNames: usesNames)
    resolvers[kind] = made
    return made
  }
}
