export const findTemporal = () => process.env.TEMPORAL_CLI;
