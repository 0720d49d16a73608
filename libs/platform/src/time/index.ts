export { dayOfCivil, dayOfIso, isCalendarDate, isCivilDate, isoOfDay } from './civil-date.ts';
export { newYorkTime, newYorkWall, nextSessionStart } from './new-york.ts';
export { localMoment, sessionDay, sessionState } from './session-clock.ts';
export { sessionClose } from './session-close.ts';
export * from './moment.ts';
