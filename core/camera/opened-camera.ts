// What is said of a camera: by the page that opened it, and by the kernel that drives it. Pure; runs in every process.

/** The page's word, that is its browser's. A page under foreign control can say anything here. */
export interface OpenedCamera {
  /** The device's own name, behind which Chromium puts vendor and product: `HD Pro Webcam C920 (046d:082d)`. Empty when it has none. */
  readonly label: string;
  /** Stands for one device to one origin in one browser profile: a fresh profile, or another port, has other ones. */
  readonly deviceId: string;
  readonly groupId: string;
  /** Null is what the browser did not say. */
  readonly width: number | null;
  readonly height: number | null;
  readonly frameRate: number | null;
  readonly facingMode: string | null;
}

/** A video device as Linux lists it. */
export interface KernelCamera {
  /** `video0`. */
  readonly node: string;
  /** What the driver calls it; at most 31 bytes. */
  readonly name: string;
  /** Null where no driver is bound to hardware of its own. */
  readonly driver: string | null;
  /** Whether it hangs on a bus, and not under the kernel's virtual devices. */
  readonly isOnBus: boolean;
}
