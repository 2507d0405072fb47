/** What a comparison has to know of a house with a usual battery. */
export const SAMPLE_FACTS = {
  timeZone: 'UTC',
  locksBattery: true,
  battery: {
    capacityKwh: 10,
    minSocPercent: 10,
    maxSocPercent: 100,
    chargeEfficiency: 0.95,
    dischargeEfficiency: 0.95,
    maxChargeKw: 5,
    maxDischargeKw: 5,
  },
};
