/// The colours of series, in their order: told apart by people who are colour-blind as well (Okabe and Ito, "Color Universal
/// Design").
enum ChartPalette {
  static let colors: [UInt32] = [
    0x00_72B2, 0x56_B4E9, 0x00_9E73, 0xF0_E442, 0xE6_9F00, 0xD5_5E00, 0xCC_79A7, 0x99_9999,
  ]

  static func color(_ series: Int) -> UInt32 { colors[series % colors.count] }
}
