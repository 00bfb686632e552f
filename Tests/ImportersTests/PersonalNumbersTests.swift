import Testing

@testable import Importers

@Suite struct PersonalNumbersTests {
  private let mask = "****************"

  @Test(arguments: [
    "6402010101800001", "6402 0101 0180 0001", "6402.0101.0180.0001", "6402-0101-0180-0001", "64020101 01800001",
  ])
  func sixteenDigitsAreMasked(_ number: String) {
    #expect(PersonalNumbers.masked(number) == mask)
    #expect(PersonalNumbers.masked("NIK \(number), desa") == "NIK \(mask), desa")
    #expect(PersonalNumbers.masked("(\(number))/\(number)") == "(\(mask))/\(mask)")
  }

  @Test(arguments: [
    "", "640201010180000", "64020101018000011", "6402 0101 0180 000", "64.02.01.2001",
    "0812-3456-7890", "2024-01-01", "1.000.000.000.000.000", "12345678,9012345678", "٦٤٠٢٠١٠١٠١٨٠٠٠٠١",
  ])
  func otherNumbersStay(_ text: String) {
    #expect(PersonalNumbers.masked(text) == text)
  }

  @Test func textAroundIsKeptAsItIs() {
    #expect(PersonalNumbers.masked("é😀 6402010101800001.") == "é😀 \(mask).")
    #expect(PersonalNumbers.masked("6402010101800001 6402010101800002") == "\(mask) \(mask)")
    #expect(PersonalNumbers.masked("6402 0101 0180 0001 6402 0101 0180 0002 1") == "\(mask) \(mask) 1")
    #expect(PersonalNumbers.masked("NIK6402010101800001KK") == "NIK\(mask)KK")
  }
}
