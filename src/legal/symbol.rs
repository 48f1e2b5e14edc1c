//! The parts of a symbol: codes of types and abbreviations of issuers, as they are and as they are written.

use std::{collections::HashMap, sync::LazyLock};

use super::{
    DocType,
    plain::{MARK, Plain, UPPER, is_letter, is_word},
    words::TypeWord,
};

/// Issuers with their official letter case. Every office makes its own abbreviation, so the list is never complete:
/// it repairs marks and case, and tells issuers from words where nothing else does.
const ISSUERS: &[&str] = &[
    // The State
    "CP",
    "TTg",
    "QH",
    "UBTVQH",
    "CTN",
    "HĐBT",
    "HĐCP",
    "HĐNN",
    "VPCP",
    "VPQH",
    "VPCTN",
    "HĐTP",
    "TANDTC",
    "VKSNDTC",
    "TAND",
    "VKSND",
    "VKSTC",
    "TATC",
    "KTNN",
    "HĐBCQG",
    "TTCP",
    "BNV",
    "BTP",
    "BTC",
    "BCA",
    "BQP",
    "BYT",
    "BXD",
    "BGDĐT",
    "BGD&ĐT",
    "BGDDT",
    "BKHCN",
    "BKH&CN",
    "BTTTT",
    "BTT&TT",
    "BLĐTBXH",
    "BLĐTB&XH",
    "BLĐ-TBXH",
    "BNNMT",
    "BNN&MT",
    "BVHTTDL",
    "BVHTT&DL",
    "BVHTT",
    "BTNMT",
    "BTN&MT",
    "BNNPTNT",
    "BNN&PTNT",
    "BNN",
    "BCT",
    "BGTVT",
    "BKHĐT",
    "BKH&ĐT",
    "BKH",
    "BNG",
    "UBDT",
    "BDTTG",
    "BDTTN",
    "BTM",
    "BCN",
    "BTS",
    "BVHTTTT",
    "TCCB",
    "TCCP",
    "NHNN",
    "BHXH",
    "BHXHVN",
    "TCT",
    "TCHQ",
    "TCTK",
    "CTK",
    "CTCP",
    "UBPL",
    "UBKT",
    "UBTP",
    "UBQPAN",
    "UBCTĐB",
    "BCĐTW",
    "BCĐ",
    "BCĐCCHC",
    "BCĐQG",
    "HĐTĐKT",
    "HĐPH",
    "CAND",
    "TLĐ",
    "KTTW",
    "TTXVN",
    "VTV",
    "VOV",
    "ĐHQG",
    "UBCK",
    "UBCKNN",
    "KBNN",
    "CHQ",
    "CT",
    "CTUB",
    "CTUBND",
    "CST",
    "CTHADS",
    "THADS",
    // Localities
    "UBND",
    "HĐND",
    "UB",
    "TTHĐND",
    "VPUB",
    "VPUBND",
    "VPHĐND",
    "ĐĐBQH",
    "VP",
    "BQL",
    "BQLKKT",
    "BQLKCN",
    "SNV",
    "STP",
    "STC",
    "SYT",
    "SXD",
    "SCT",
    "SGTVT",
    "SGDĐT",
    "SGD&ĐT",
    "SKHĐT",
    "SKH&ĐT",
    "SKHCN",
    "SKH&CN",
    "STTTT",
    "STT&TT",
    "SLĐTBXH",
    "SLĐTB&XH",
    "SNN",
    "SNNPTNT",
    "SNN&PTNT",
    "SNNMT",
    "SNN&MT",
    "STNMT",
    "STN&MT",
    "SVHTTDL",
    "SVHTT",
    "SVHTT&DL",
    "SDL",
    "SNgV",
    "SQHKT",
    "SATTP",
    "SDTTG",
    "TTr",
    "TTT",
    "CAT",
    "CATP",
    "PNV",
    "PTP",
    "PTCKH",
    "PVHTT",
    "PGDĐT",
    "PTNMT",
    "PKTHT",
    "PVHXH",
    "TTPVHCC",
    "TTHCC",
    "HĐTV",
    "TCKH",
    "NV",
    "CA",
    "BCHQS",
    // The Front and the unions
    "MTTW",
    "MTTQ",
    "UBMTTQ",
    "UBMTTQVN",
    "BTT",
    "ĐCT",
    "HLHPN",
    "LHPN",
    "HPN",
    "HND",
    "HCCB",
    "CCB",
    "LĐLĐ",
    "ĐTN",
    "TĐTN",
    "TWĐTN",
    "TĐ",
    "TWH",
    "TWHND",
    // The Party
    "TW",
    "TU",
    "HU",
    "ĐU",
    "QU",
    "ThU",
    "TxU",
    "ĐUK",
    "BCH",
    "BTV",
    "VPTW",
    "BTCTW",
    "BTGTW",
    "BTGDVTW",
    "UBKTTW",
    "BNCTW",
    "BDVTW",
    "BKTTW",
    "BCSĐ",
    "BCSĐCP",
    "QUTW",
    "ĐUCA",
    "ĐUQS",
    "VPTU",
    "BTCTU",
    "BTGTU",
    "BTGDVTU",
    "BDVTU",
    "BNCTU",
    "UBKTTU",
    "VPHU",
    "BTCHU",
    "BTGHU",
    "BDVHU",
    "UBKTHU",
    "VPĐU",
    "BXDĐ",
    "BTGDV",
    "BTG",
    "BTCĐU",
    "BXDĐĐU",
    "UBKTĐU",
    "ĐUCP",
    "ĐUQH",
    "ĐUUBND",
    "ĐUMTTQ",
    "HĐLL",
];

/// Codes that are offered as a type only with the word for it, since a contract is not a document to cite.
const CONTRACT: &str = "Hợp đồng";

/// One run of letters of a symbol with up to two digits: `NĐ`, `BLĐTB&XH`, `QH15`.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub start: usize,
    /// Where its letters end.
    pub letters: usize,
    pub end: usize,
    /// Whether a word was glued to it and is cut off here.
    pub glued: bool,
    /// The separator before it, and whether spaces stand around that.
    pub separator: u8,
    pub loose: bool,
}

impl Part {
    /// Reads the part that begins at `at`.
    pub(super) fn read(plain: &Plain, at: usize) -> Option<Self> {
        let mut letters = at;
        loop {
            let end = plain.letters(letters);
            if end == letters || end > at + 24 {
                break;
            }
            letters = end;
            if plain.byte(end) == b'&' && is_letter(plain.byte(end + 1)) {
                letters += 1;
            } else {
                break;
            }
        }
        if letters == at || plain.byte(letters) == b'&' || is_letter(plain.byte(letters)) {
            return None;
        }
        let end = plain.digits(letters);
        let mut part = Self { start: at, letters, end, glued: false, separator: 0, loose: false };
        let runs_on = is_word(plain.byte(end));
        let small = |at: usize| is_word(plain.byte(at)) && !plain.has(at, UPPER);
        if end - letters > 3 || (runs_on && end == letters) {
            return None;
        }
        if runs_on {
            // `QH15quy định`
            if !small(end) {
                return None;
            }
            part.glued = true;
            return Some(part);
        }
        part.cut(plain);
        Some(part)
    }

    /// Cuts off small letters glued to the capitals, but for those of `TTg` and the like.
    fn cut(&mut self, plain: &Plain) {
        if self.letters < self.end || !plain.has(self.start, UPPER) || self.known(plain).is_some() {
            return;
        }
        let capitals = (self.start..self.letters).find(|&it| plain.byte(it) != b'&' && !plain.has(it, UPPER));
        let Some(small) = capitals else { return };
        let rest_is_small = (small..self.letters).all(|it| !plain.has(it, UPPER));
        if small - self.start < 2 || self.letters - small < 2 || !rest_is_small {
            return;
        }
        // `TTgvề` is `TTg` and a word.
        let longer = Self { letters: small + 1, end: small + 1, ..*self }.known(plain).is_some();
        let end = if longer { small + 1 } else { small };
        (self.letters, self.end, self.glued) = (end, end, true);
    }

    fn is(self, plain: &Plain, folded: &str) -> bool {
        plain.bytes(self.start..self.letters) == folded.as_bytes()
    }

    /// Whether its letters and digits are `folded` followed by digits, or by none.
    pub(super) fn is_any(self, plain: &Plain, folded: &[&str]) -> bool {
        folded.iter().any(|it| self.is(plain, it))
    }

    pub(super) fn has_digits(self) -> bool {
        self.end > self.letters
    }

    /// As written, look-alikes apart.
    pub(super) fn written(self, plain: &Plain) -> String {
        (self.start..self.end).map(|it| plain.written(it)).collect()
    }

    /// Whether most letters are capitals.
    pub(super) fn is_capital(self, plain: &Plain) -> bool {
        let capitals = (self.start..self.letters).filter(|&it| plain.has(it, UPPER)).count();
        let all = (self.start..self.letters).filter(|&it| plain.byte(it) != b'&').count();
        capitals * 10 >= all * 6
    }

    /// Whether no letter is a capital.
    pub(super) fn is_small(self, plain: &Plain) -> bool {
        (self.start..self.end).all(|it| !plain.has(it, UPPER))
    }

    /// The issuer in the table, in its official spelling and without digits.
    fn known(self, plain: &Plain) -> Option<String> {
        let letters = plain.bytes(self.start..self.letters);
        // `TƯ`, Trung ương, is not `TU`, Tỉnh ủy.
        let central = letters.ends_with(b"tu") && plain.has(self.letters - 1, MARK);
        if central {
            let head: String = (self.start..self.letters - 2).map(|it| plain.written(it)).collect();
            return Some(format!("{head}TW"));
        }
        KNOWN.get(letters).map(|&it| it.to_owned())
    }

    /// Whether the issuer is in the table.
    pub(super) fn is_known(self, plain: &Plain) -> bool {
        self.known(plain).is_some()
    }

    /// The issuer in its official spelling, or in capitals where it is all small.
    pub(super) fn issuer(self, plain: &Plain) -> String {
        let digits: String = (self.letters..self.end).map(|it| plain.written(it)).collect();
        let letters = self.known(plain).unwrap_or_else(|| {
            let written: String = (self.start..self.letters).map(|it| plain.written(it)).collect();
            if self.is_small(plain) { written.to_uppercase() } else { written }
        });
        letters + &digits
    }

    /// The type whose code this is, with that code. The word before it settles what missing marks leave open.
    pub(super) fn code(self, plain: &Plain, word: Option<&TypeWord>) -> Option<(DocType, &'static str)> {
        let letters = plain.bytes(self.start..self.letters);
        if self.has_digits() || self.letters - self.start > 6 {
            return None;
        }
        let alike = CODES.get(letters)?;
        if let Some(named) = word.and_then(|it| it.doc_type)
            && let Some(it) = alike.iter().find(|(it, ..)| *it == named)
        {
            return Some((it.0, it.1));
        }
        // In Party documents QĐ is Quyết định or Quy định.
        if word.is_some_and(|it| it.is("Quy định")) && letters == b"qd" {
            return word.and_then(|it| it.doc_type).map(|it| (it, "QĐ"));
        }
        let written = self.written(plain).to_lowercase();
        let found = alike.iter().find(|(_, _, lower)| *lower == written).or(alike.first());
        found.map(|(it, code, _)| (*it, *code)).filter(|(it, _)| it.name() != CONTRACT)
    }

    /// A code and an issuer written together, `NĐCP`, as two parts.
    pub(super) fn split(self, plain: &Plain, word: Option<&TypeWord>) -> Option<(Self, Self)> {
        if self.is_known(plain) {
            return None;
        }
        (self.start + 2..self.letters.saturating_sub(1).min(self.start + 5)).rev().find_map(|middle| {
            let first = Self { letters: middle, end: middle, glued: false, ..self };
            let second = Self { start: middle, separator: 0, loose: false, ..self };
            let usual = second
                .is_any(plain, &["cp", "ttg", "ubnd", "hdnd", "tw", "tu", "hu", "bnv", "vpcp", "ubtvqh"]);
            (usual && first.code(plain, word).is_some()).then_some((first, second))
        })
    }

    /// Whether the issuer numbers its documents as the Party does.
    pub(super) fn is_party(self, plain: &Plain) -> bool {
        let letters = plain.bytes(self.start..self.letters);
        let ends = [&b"tw"[..], b"tu", b"hu", b"du", b"qu"].iter().any(|it| letters.ends_with(it));
        ends && !self.has_digits() && self.is_known(plain)
    }

    /// Whether the issuer numbers its documents as the State does.
    pub(super) fn is_state(self, plain: &Plain) -> bool {
        let Some(known) = self.known(plain) else { return false };
        matches!(
            known.as_str(),
            "CP" | "TTg" | "UBND" | "HĐND" | "QH" | "UBTVQH" | "VPCP" | "BNV" | "BTC" | "BTP"
        )
    }
}

/// The issuers of the table by their folded letters.
static KNOWN: LazyLock<HashMap<Vec<u8>, &'static str>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    for issuer in ISSUERS {
        known.entry(folded(issuer)).or_insert(*issuer);
    }
    known
});

/// A type, its code, and the code in small letters.
type Code = (DocType, &'static str, String);

/// The codes of types by their folded letters, in the order of the types.
static CODES: LazyLock<HashMap<Vec<u8>, Vec<Code>>> = LazyLock::new(|| {
    let mut codes: HashMap<Vec<u8>, Vec<Code>> = HashMap::new();
    for doc_type in DocType::all() {
        for code in doc_type.codes() {
            codes.entry(folded(code)).or_default().push((doc_type, code, code.to_lowercase()));
        }
    }
    codes
});

fn folded(known: &str) -> Vec<u8> {
    let plain = |it: char| match it {
        'Đ' | 'đ' => b'd',
        _ => u8::try_from(it.to_ascii_lowercase()).unwrap_or(0),
    };
    known.chars().map(plain).collect()
}
