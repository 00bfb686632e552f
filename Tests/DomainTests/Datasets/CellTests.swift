import Domain
import Testing

@Suite struct CellTests {
  @Test func missingIsNotZeroAndNoFigure() {
    #expect(Cell.number(Cell.missing, .integer).isNaN)
    #expect(Cell.number(Cell.missing, .real).isNaN)
    #expect(Cell.number(0, .integer) == 0)
    #expect(Cell.number(Cell.real(0), .real) == 0)
  }

  @Test(arguments: [0.0, -0.0, 0.5989, -12.25, 1e300, .leastNonzeroMagnitude, .infinity])
  func realsKeepTheirBits(value: Double) {
    #expect(Cell.double(Cell.real(value)).bitPattern == value.bitPattern)
    #expect(Cell.real(value) != Cell.missing)
  }

  @Test func everyNotANumberIsMissing() {
    #expect(Cell.real(.nan) == Cell.missing)
    #expect(Cell.real(.signalingNaN) == Cell.missing)
    #expect(Cell.real(0 / -Double(0)) == Cell.missing)
  }

  @Test func textsHaveNoNumber() {
    #expect(Cell.number(3, .text).isNaN)
  }

  @Test func wholeNumbersKeepTheirValue() {
    #expect(Cell.number(-7, .integer) == -7)
    #expect(Cell.number(1_500_000_000_000, .integer) == 1.5e12)
  }
}
