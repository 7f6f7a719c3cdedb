// What the chat page says by itself. A channel's configuration may translate every line (key `translations`).
import type { Strings as RenderStrings } from "@signalbox/ui";

export interface Strings extends RenderStrings {
  writeReply: string;
  send: string;
  close: string;
  messages: string;
  you: string;
  bot: string;
  agent: string;
  typing: string;
  offline: string;
  notSent: string;
  retry: string;
  refused: string;
  tooMany: string;
  locationFailed: string;
  newMessages: string;
  today: string;
}

const en: Strings = {
  writeReply: "Write reply...",
  send: "Send",
  close: "Close chat",
  messages: "Messages",
  you: "You",
  bot: "Bot",
  agent: "Agent",
  typing: "is typing",
  offline: "You are offline. Messages are sent when the connection is back.",
  notSent: "Not sent.",
  retry: "Try again",
  refused: "This chat cannot be started.",
  tooMany: "That was a lot at once. Please wait a moment.",
  locationFailed: "Your location could not be read.",
  newMessages: "New messages",
  today: "Today",
  location: "My location",
  file: "File",
  upload: "Choose a file",
  uploading: "Uploading",
  uploadFailed: "The file could not be sent.",
  uploadDone: "Sent.",
  tooLarge: "The file is larger than 10 MB.",
  previous: "Previous",
  next: "Next",
  embedded: "Content of the chat",
  image: "Image",
  newTab: "(opens in a new tab)",
};

const nl: Partial<Strings> = {
  writeReply: "Schrijf een antwoord...", send: "Verstuur", close: "Chat sluiten", messages: "Berichten", you: "Jij",
  agent: "Medewerker", typing: "is aan het typen", newMessages: "Nieuwe berichten", today: "Vandaag",
  offline: "Je bent offline. Berichten worden verstuurd zodra de verbinding terug is.", notSent: "Niet verstuurd.",
  retry: "Opnieuw", refused: "Deze chat kan niet worden gestart.", tooMany: "Dat was veel tegelijk. Wacht even.",
  locationFailed: "Je locatie kon niet worden bepaald.", location: "Mijn locatie", file: "Bestand",
  upload: "Kies een bestand", uploading: "Bezig met uploaden", uploadFailed: "Het bestand kon niet worden verstuurd.",
  uploadDone: "Verstuurd.", tooLarge: "Het bestand is groter dan 10 MB.", previous: "Vorige", next: "Volgende",
  embedded: "Inhoud van de chat", image: "Afbeelding", newTab: "(opent in een nieuw tabblad)",
};

const fr: Partial<Strings> = {
  writeReply: "Votre réponse...", send: "Envoyer", close: "Fermer le chat", messages: "Messages", you: "Vous",
  agent: "Conseiller", typing: "écrit", newMessages: "Nouveaux messages", today: "Aujourd’hui",
  offline: "Vous êtes hors ligne. Vos messages partiront au retour de la connexion.", notSent: "Non envoyé.",
  retry: "Réessayer", refused: "Ce chat ne peut pas démarrer.", tooMany: "Trop de messages à la fois. Patientez un instant.",
  locationFailed: "Votre position est introuvable.", location: "Ma position", file: "Fichier",
  upload: "Choisir un fichier", uploading: "Envoi en cours", uploadFailed: "Le fichier n’a pas pu être envoyé.",
  uploadDone: "Envoyé.", tooLarge: "Le fichier dépasse 10 Mo.", previous: "Précédent", next: "Suivant",
  embedded: "Contenu du chat", image: "Image", newTab: "(nouvel onglet)",
};

const de: Partial<Strings> = {
  writeReply: "Antwort schreiben...", send: "Senden", close: "Chat schließen", messages: "Nachrichten", you: "Sie",
  agent: "Mitarbeiter", typing: "schreibt", newMessages: "Neue Nachrichten", today: "Heute",
  offline: "Sie sind offline. Nachrichten gehen hinaus, sobald die Verbindung wieder da ist.", notSent: "Nicht gesendet.",
  retry: "Erneut versuchen", refused: "Dieser Chat kann nicht gestartet werden.", tooMany: "Das war viel auf einmal. Bitte kurz warten.",
  locationFailed: "Ihr Standort war nicht zu ermitteln.", location: "Mein Standort", file: "Datei",
  upload: "Datei wählen", uploading: "Wird hochgeladen", uploadFailed: "Die Datei konnte nicht gesendet werden.",
  uploadDone: "Gesendet.", tooLarge: "Die Datei ist größer als 10 MB.", previous: "Zurück", next: "Weiter",
  embedded: "Inhalt des Chats", image: "Bild", newTab: "(neuer Tab)",
};

const ar: Partial<Strings> = {
  writeReply: "اكتب ردك...", send: "إرسال", close: "إغلاق المحادثة", messages: "الرسائل", you: "أنت", bot: "المساعد",
  agent: "الموظف", typing: "يكتب", newMessages: "رسائل جديدة", today: "اليوم", retry: "أعد المحاولة", notSent: "لم تُرسل.",
  offline: "أنت غير متصل. ستُرسل الرسائل عند عودة الاتصال.", location: "موقعي", upload: "اختر ملفًا",
  previous: "السابق", next: "التالي",
};

const own: Record<string, Partial<Strings>> = { nl, fr, de, ar };
const rightToLeft = new Set(["ar", "he", "fa", "ur", "yi", "ps", "dv", "ckb", "sd", "ug"]);

export const isRightToLeft = (language: string): boolean => rightToLeft.has(language);

/** The lines in a language: ours, with what the channel's configuration says in their place. */
export function stringsFor(language: string, translations: unknown): Strings {
  const out: Strings = { ...en, ...own[language] };
  const all = (translations ?? {}) as Record<string, unknown>;
  const chosen = all[language] && typeof all[language] === "object" ? all[language] : all;
  for (const [key, value] of Object.entries(chosen as Record<string, unknown>)) {
    if (typeof value !== "string") continue;
    if (key in en) out[key as keyof Strings] = value;
    // As the original's configuration names the one line it shows.
    else if (key === en.writeReply) out.writeReply = value;
  }
  return out;
}
