// Who passes a door and when, and what can go wrong with it. Pure; runs in every process.

export { DOOR_FAULTS, DoorFault } from './door-fault.ts';
export { WEEKDAYS } from './schedule.ts';
