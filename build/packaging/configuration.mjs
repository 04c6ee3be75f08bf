// How Gatelight becomes installers: electron-builder's configuration. Node, development only; used by build/pack.mjs.

/** @import { Configuration } from 'electron-builder' */

/** Native code has to lie beside the archive: the system's loader reads no asar. The libraries lie in the same packages. */
const NATIVE = [
  'node_modules/onnxruntime-node/bin/**',
  'node_modules/@serialport/bindings-cpp/**',
  'node_modules/sharp/**',
  'node_modules/@img/**',
];

/** The page is bundled, so its packages stay at home, as do the command line's; and Electron brings its own Node. */
const NOT_NEEDED = [
  'cli-progress',
  'echarts',
  'jstat',
  'zrender',
  'react',
  'react-dom',
  'scheduler',
  'zustand',
  '@mediapipe',
  '@fontsource-variable',
  'node-linux-*',
];

/** @type {Configuration} */
export const configuration = {
  appId: 'app.gatelight.kiosk',
  productName: 'Gatelight',
  copyright: 'The Gatelight authors. Apache-2.0',
  artifactName: '${name}-${version}-${os}-${arch}.${ext}',
  directories: { output: 'dist/packages', buildResources: 'build/resources' },

  files: [
    'dist/app/**',
    'package.json',
    'LICENSE',
    ...NOT_NEEDED.map((name) => `!node_modules/${name}/**`),
    '!**/*.{map,d.ts,d.mts,d.cts}',
  ],
  asar: true,
  asarUnpack: NATIVE,
  // Beside the archive, so that an operator can look at what the manifest lists. Samples and pictures are not shipped.
  extraResources: [
    { from: 'models/manifest.json', to: 'models/manifest.json' },
    { from: 'models/cards', to: 'models/cards' },
    { from: 'models/files/models', to: 'models/files/models' },
  ],
  // Every native package is Node-API with prebuilt binaries.
  npmRebuild: false,
  electronLanguages: ['en-US'],
  // A kiosk does not update itself from the internet.
  publish: null,

  electronFuses: {
    // The inference worker is a utility process and needs no Node mode: without it the binary is no general-purpose interpreter.
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    enableCookieEncryption: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
    // Turning fuses breaks the ad-hoc signature that Apple silicon insists on.
    resetAdHocDarwinSignature: true,
  },

  linux: {
    files: onnxruntimeOnlyFor('linux'),
    target: ['AppImage', 'deb'],
    category: 'Utility',
    executableName: 'gatelight',
    synopsis: 'Offline face-liveness kiosk',
    maintainer: 'The Gatelight authors <packages@gatelight.example>',
  },
  // Whoever distributes the package puts their own address here.
  extraMetadata: { homepage: 'https://gatelight.example/' },
  win: { files: onnxruntimeOnlyFor('win32'), target: ['nsis'] },
  nsis: { oneClick: false, perMachine: true, deleteAppDataOnUninstall: false },
  mac: {
    files: onnxruntimeOnlyFor('darwin'),
    target: ['dmg'],
    category: 'public.app-category.utilities',
    hardenedRuntime: true,
    entitlements: 'build/resources/entitlements.mac.plist',
    entitlementsInherit: 'build/resources/entitlements.mac.plist',
    extendInfo: {
      NSCameraUsageDescription:
        'Gatelight looks at the person before the door. No picture leaves this machine.',
    },
  },
};

/**
 * onnxruntime's package carries every platform's binaries, 290 MB of them. (The macro `${platform}` is of no use here: it is the
 * machine that packages, not the one that is packaged for.)
 * @param {'linux' | 'win32' | 'darwin'} platform
 */
function onnxruntimeOnlyFor(platform) {
  const bin = 'node_modules/onnxruntime-node/bin/*';
  return [`!${bin}/!(${platform})/**`, `!${bin}/*/!(\${arch})/**`];
}
