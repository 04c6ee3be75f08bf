// The places of the console. Renderer.

export type SectionName =
  'live' | 'assisted' | 'decisions' | 'camera' | 'calibration' | 'people' | 'settings';
