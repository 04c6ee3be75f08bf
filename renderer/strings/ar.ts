// Arabic. Renderer. Requests are worded as verbal nouns, which address men and women alike.

import { digits, plural } from './plural.ts';
import type { Strings } from './strings.ts';

export const ar: Strings = {
  product: 'Gatelight',
  demo: { badge: 'عرض تجريبي', explanation: 'كاميرا وباب افتراضيان' },
  starting: { title: 'جارٍ التجهيز', text: 'يستغرق هذا بضع ثوانٍ.' },
  notReady: {
    title: 'هذا المدخل غير متاح الآن',
    otherWay: 'يرجى استخدام المدخل الآخر أو طلب المساعدة من أحد الموظفين.',
    faults: {
      'models-missing': 'لم يكتمل إعداد الجهاز.',
      'models-altered': 'ملفات الجهاز لا تطابق ما تم تثبيته.',
      'log-unavailable': 'يتعذّر على الجهاز حفظ سجلاته.',
      'inference-down': 'جارٍ إعادة تشغيل جزء من الجهاز.',
      'already-running': 'الجهاز مستخدم بالفعل في نافذة أخرى.',
      'camera-missing': 'لا توجد كاميرا موصولة.',
      'camera-forbidden': 'لا يُسمح للجهاز باستخدام الكاميرا.',
      'camera-refused': 'هذه ليست الكاميرا المخصصة لهذا الباب.',
      'camera-busy': 'يستخدم برنامج آخر الكاميرا.',
      'camera-lost': 'انفصلت الكاميرا.',
      'host-unreachable': 'انقطع الاتصال وتجري المحاولة مرة أخرى.',
      'page-outdated': 'تم تحديث الجهاز ويلزم إعادة تشغيله.',
    },
    code: 'للموظفين',
  },
  idle: {
    title: 'مرحبًا بكم',
    text: 'يرجى النظر إلى الكاميرا لفتح الباب.',
    start: 'ابدأ',
    steps: ['الوقوف أمام الكاميرا', 'الثبات للحظة', 'اتباع ما يظهر على الشاشة'],
    waiting: {
      title: 'لحظة من فضلك',
      text: (seconds) =>
        `يمكن إعادة المحاولة ${afterSeconds(seconds)}. إن كان هناك شخص آخر ينتظر دوره فيرجى إفساح المكان له، فلا حاجة به إلى الانتظار.`,
    },
    privacy: 'لا تُحفظ أي صور، ولا يغادر هذا الجهازَ أي شيء.',
    calibration: (id) => `للموظفين: المعايرة \u{2068}${id}\u{2069}.`,
    otherWay:
      'إن كنت تفضّل ألّا تراك الكاميرا، فيمكن استخدام المدخل الآخر أو طلب المساعدة من أحد الموظفين.',
  },
  capture: {
    preview: 'صورتك كما في المرآة',
    cancel: 'إلغاء',
    positioning: 'يرجى النظر إلى الكاميرا',
    placement: {
      offCentre: 'يرجى وضع الوجه في الوسط',
      far: 'يرجى الاقتراب قليلًا',
      near: 'يرجى الرجوع قليلًا إلى الخلف',
      good: 'ممتاز. يرجى البقاء هكذا',
      unseen: 'يرجى وضع الوجه داخل الشكل البيضوي',
    },
    passive: 'يرجى الثبات',
    passiveText: 'يرجى النظر إلى الكاميرا',
    straight: 'يرجى النظر إلى الأمام',
    straightText: 'يرجى الثبات للحظة',
    actions: {
      BLINK: 'يرجى الرمش بالعينين',
      'LOOK LEFT': 'يرجى إدارة الرأس إلى اليسار',
      'LOOK RIGHT': 'يرجى إدارة الرأس إلى اليمين',
      'LOOK UP': 'يرجى رفع الرأس',
      'LOOK DOWN': 'يرجى خفض الرأس',
      SMILE: 'يرجى الابتسام',
    },
    actionText: {
      BLINK: 'إغماض العينين معًا ثم فتحهما',
      'LOOK LEFT': 'اتباع السهم والبقاء هكذا',
      'LOOK RIGHT': 'اتباع السهم والبقاء هكذا',
      'LOOK UP': 'رفع الذقن والبقاء هكذا',
      'LOOK DOWN': 'خفض الذقن والبقاء هكذا',
      SMILE: 'مواصلة الابتسام للحظة',
    },
    passed: (passed, total) => `تم إنجاز ${digits('ar', passed)} من ${digits('ar', total)}`,
  },
  hints: {
    FACE_NOT_FOUND: 'يرجى الوقوف أمام الكاميرا',
    TOO_MANY_FACES: 'شخص واحد فقط في كل مرة',
    FACE_TOO_SMALL: 'يرجى الاقتراب قليلًا',
    FACE_TOO_CLOSE: 'يرجى الرجوع قليلًا إلى الخلف',
    FACE_CLOSE_TO_BORDER: 'يرجى وضع الوجه في الوسط',
    FACE_CROPPED: 'يرجى إظهار الوجه كاملًا في الصورة',
    FACE_ANGLE_TOO_LARGE: 'يرجى مواجهة الكاميرا',
    FACE_IS_OCCLUDED: 'يرجى كشف العينين والأنف والفم',
    TOO_DARK: 'الإضاءة ضعيفة. يرجى مواجهة الضوء',
    TOO_BRIGHT: 'الإضاءة قوية. يرجى الابتعاد عن الضوء',
    BLURRED: 'الصورة غير واضحة. يرجى الثبات',
    EYES_CLOSED: 'يرجى فتح العينين',
    HOLD_STILL: 'يرجى الثبات',
  },
  concluded: {
    titles: {
      wait: 'لحظة من فضلك',
      granted: 'شكرًا لك',
      denied: 'لم ينجح الأمر',
      'call-staff': 'يرجى طلب المساعدة',
    },
    texts: {
      wait: 'يجري إتمام التحقق.',
      granted: 'الباب مفتوح. تفضّل بالدخول.',
      denied:
        'يبقى الباب مغلقًا. يرجى التنحي جانبًا أولًا ثم العودة، ويمكن أيضًا استخدام المدخل الآخر.',
      'call-staff': 'تعذّر فتح الباب. يرجى انتظار أحد الموظفين.',
    },
    advice: {
      'try-again': 'يرجى إعادة المحاولة مع النظر إلى الكاميرا والثبات.',
      'follow-prompts': 'يرجى إعادة المحاولة واتباع ما يظهر على الشاشة.',
      'stay-in-view': 'يرجى إعادة المحاولة وإبقاء الوجه داخل الشكل البيضوي.',
      'one-person': 'يرجى إعادة المحاولة، شخص واحد في كل مرة.',
      'ask-staff': 'يمكن لأحد الموظفين فتح الباب لك.',
    },
  },
};

/** One second and two are words of their own; three to ten take the plural, more than ten the singular. */
function afterSeconds(seconds: number): string {
  const count = digits('ar', seconds);
  return plural('ar', seconds, {
    zero: 'الآن',
    one: 'بعد ثانية واحدة',
    two: 'بعد ثانيتين',
    few: `بعد ${count} ثوانٍ`,
    many: `بعد ${count} ثانية`,
    other: `بعد ${count} ثانية`,
  });
}
