// English: names and explanations of the settings. A setting that has none is shown by its own name. Renderer.

interface Words {
  readonly label: string;
  readonly help?: string;
  readonly unit?: string;
}

export const enSettings: {
  readonly sections: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, Words>>;
} = {
  sections: {
    door: 'Door',
    camera: 'Camera',
    policy: 'Policy',
    identity: 'Who is let in',
    log: 'Log',
    locale: 'Language',
    speech: 'Speech',
    snapshots: 'Snapshots',
    api: 'Interface for other programs',
    access: 'Other ways in',
  },
  fields: {
    'door.driver': {
      label: 'Driver',
      help: 'How the door is moved. “simulated” moves nothing and writes down what it would have done.',
    },
    'door.id': { label: 'Name of the door', help: 'Stands in every entry of the log.' },
    'door.pulseMs': {
      label: 'Pulse',
      unit: 'ms',
      help: 'How long the door is released for one person.',
    },
    'door.extendedPulseMs': {
      label: 'Extended pulse',
      unit: 'ms',
      help: 'For people who need more time.',
    },
    'door.extended': { label: 'Extended pulse for everybody' },
    'door.schedule': { label: 'Hours', help: 'By day, local time; empty for always.' },
    'door.antiPassbackMs': {
      label: 'Interval between passages',
      unit: 'ms',
      help: 'How long after a passage the next one is refused; 0 for not at all.',
    },
    'door.contact': { label: 'Door contact', help: 'A contact on the leaf, read over HTTP.' },
    'door.url': { label: 'Address of the controller' },
    'door.secret': { label: 'Shared secret', help: 'At least 32 characters. Never shown again.' },
    'door.timeoutMs': { label: 'Time for one attempt', unit: 'ms' },
    'door.attempts': { label: 'Attempts' },
    'door.caFile': { label: 'Authority (PEM file)' },
    'door.certFile': { label: 'Certificate (PEM file)' },
    'door.keyFile': { label: 'Key (PEM file)' },
    'door.path': {
      label: 'Serial port',
      help: '/dev/serial/by-id/… stays the same when devices move.',
    },
    'door.baudRate': { label: 'Speed', unit: 'baud' },
    'door.channel': { label: 'Channel of the relay' },
    'door.board': { label: 'Board' },
    'door.topic': { label: 'Topic' },
    'door.confirmTopic': { label: 'Topic of confirmations' },
    'door.expirySeconds': { label: 'Life of an order', unit: 's' },
    'door.username': { label: 'User at the broker' },
    'door.password': { label: 'Password at the broker', help: 'Never shown again.' },
    'camera.pinned': {
      label: 'Camera of this door',
      help: 'Chosen under “Camera and light”. Empty: any camera that is a real device.',
    },
    'camera.pinned.label': {
      label: 'Camera of this door',
      help: 'Chosen under “Camera and light”.',
    },
    'camera.pinned.deviceId': { label: 'Its device' },
    'camera.allowVirtual': {
      label: 'Allow virtual cameras',
      help: 'Whoever feeds a virtual camera decides what the kiosk sees. For tests only.',
    },
    'policy.fusion': {
      label: 'How the models agree',
      help: '“strict”: both must agree. Fewer instruments pass, and more people are asked again.',
    },
    'policy.medicalMask': {
      label: 'Medical masks',
      help: 'Where allowed, people are judged by the rest of the face, and the decision says so.',
    },
    'identity.require': {
      label: 'Beside liveness',
      help: '“liveness”: any live person. “one-to-many”: who is enrolled. “one-to-one”: a badge or PIN first, then the enrolled face that belongs to it.',
    },
    'identity.collection': {
      label: 'Collection of faces',
      help: 'Whom this door knows. The console enrols into it.',
    },
    'identity.retentionDays': {
      label: 'Keep enrolled faces for',
      unit: 'days',
      help: 'Of those enrolled from now on. Empty keeps them until somebody removes them.',
    },
    'log.mirror': {
      label: 'Mirror of the checkpoints',
      help: 'A file on another disk, as a whole path: shows that nobody cut the log.',
    },
    'log.retentionDays': {
      label: 'Keep decisions for',
      unit: 'days',
      help: 'Empty keeps them all.',
    },
    'api.enabled': {
      label: 'Answer other programs on this machine',
      help: 'The first key is told once, on the kiosk’s own output. Sessions at the door go first.',
    },
    'api.port': { label: 'Port of the interface' },
    'api.allowedHosts': { label: 'Hosts that media may come from' },
    'api.perMinute': { label: 'Requests a minute for each key' },
    speech: {
      label: 'Say aloud what the screen asks',
      help: 'Off where a screen reader speaks already, or where nothing may be heard.',
    },
    locale: { label: 'Language of the kiosk', help: 'Each subject begins with it.' },
  },
};
