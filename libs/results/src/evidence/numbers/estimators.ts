/** Estimators that several numbers share. */
export const cosines = 'equal-weighted cosines, Student t (Lazarus et al. 2018)';
export const onMarket = 'OLS on the market less the risk-free rate';
export const exSelf = 'OLS on the factor return without the own position of the stock';
