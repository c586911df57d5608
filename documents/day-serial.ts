/** A day as Excel counts them: days since 30/12/1899. */
export const daySerial = (date: Temporal.PlainDate): number =>
  new Temporal.PlainDate(1899, 12, 30).until(date, { largestUnit: 'days' }).days;
