// The places of the console. Renderer.

export type SectionName =
  | 'live'
  | 'assisted'
  | 'enrolment'
  | 'decisions'
  | 'camera'
  | 'calibration'
  | 'people'
  | 'settings';
