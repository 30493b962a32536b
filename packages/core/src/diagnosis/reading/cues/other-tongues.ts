import type { Cue } from '../cue.ts';

/** The commonest sayings in German, French, Spanish and Portuguese, without accents; anything rarer is asked back. */
export const OTHER_TONGUE_CUES: readonly Cue[] = [
  [
    'gap-facts',
    /\b(?:kennt|weiss|weiß) (?:unsere?n?|die|nichts|nicht)\b|\b(?:kennt|weiss) .{0,30}\bnicht\b|\berfindet\b|\bhalluziniert\b|\b(?:ne )?connait (?:pas|rien)\b|\bne sait pas\b|\binvente\b|\bhallucine\b|\bno (?:conoce|sabe)\b|\binventa\b|\balucina\b|\bnao (?:conhece|sabe)\b|\bveraltet\w*\b|\bperime\w*\b|\bdesactualizad\w*/gu,
    { firm: true },
  ],
  [
    'documents',
    /\b(?:unsere?n? (?:\w+ )?(?:dokumente|handbuch|handbucher|richtlinien|vertrage|preisliste|produkte|prozesse)|nos (?:documents|procedures|contrats|produits|manuels)|nuestr[oa]s (?:documentos|contratos|productos|manuales|procedimientos)|nossos (?:documentos|contratos|produtos|manuais)|lista de precios|lista de precos|preisliste|base documentaire|catalogo|katalog|catalogue|intranet)\b/gu,
    { firm: true },
  ],
  [
    'facts-change',
    /\b(?:andert sich|andern sich|wird (?:taglich|wochentlich|monatlich) (?:geandert|aktualisiert)|mis(?:es)? a jour|change(?:nt)? (?:chaque|tous|toutes)|cambia(?:n)? (?:cada|todos|todas)|se actualiza\w*|muda(?:m)? (?:cada|todo|toda)|atualiza\w*|jede (?:woche|nacht)|jeden (?:tag|monat)|chaque (?:mois|semaine|jour)|cada (?:semana|mes|dia))\b/gu,
    { firm: true },
  ],
  [
    'prompt-tried',
    /\b(?:systemprompt (?:nichts|leer)|im systemprompt nichts|kein(?:en)? (?:system)?prompt|pas de (?:prompt|consigne)|sin (?:prompt|instrucciones)|sem (?:prompt|instrucoes)|nichts (?:dazu|daruber) geschrieben)\b/gu,
    { denies: true, firm: true, strength: 2 },
  ],
  [
    'gap-instructions',
    /\b(?:mal .{1,30},? mal|manchmal|parfois|a veces|as vezes|unterschiedlich\w*|ungleichmassig|inconsistente|irregulier\w*)\b/gu,
    { firm: true },
  ],
  [
    'gap-cost',
    /\b(?:zu teuer|kosten(?:gunstiger)?|rechnung|trop cher|couts?|facture|demasiado caro|muy caro|factura|coste|custa demais|caro demais|custos?)\b/gu,
    { firm: true },
  ],
  [
    'big-model-good',
    /\b(?:grosses? modell|grosse modell|grand modele|gros modele|modelo grande|modelo caro)\b.{0,40}\b(?:gut|perfekt|richtig|bien|parfait\w*|perfecto|bem|perfeito|excelente|super|otimo)\b/gu,
    { firm: true },
  ],
  [
    'task-narrow',
    /\b(?:nur eine aufgabe|eine einzige aufgabe|une seule tache|una sola tarea|so uma tarefa|klassifizier\w*|classifier des|clasificar|classificar|extraer|extrair|extraire)\b/gu,
    { firm: true },
  ],
  [
    'task',
    /\b(?:antwortet|chatbot|assistent|repond\w*|reponses?|responde|respuestas?|respostas?|zusammenfass\w*|resume\w*|clasificar|classificar|reclamacoes|mails|briefe|lettres|cartas)\b/gu,
    { firm: true },
  ],
  [
    'complaint',
    /\b(?:falsch\w*|fehler|schlecht\w*|faux|fausses?|erreurs?|mauvais\w*|mal\b|errores|incorrect\w*|errad\w*|erros?)\b/gu,
    { firm: true },
  ],
  [
    'wish-only',
    /\b(?:wollen (?:ki|eine ki)|welche methode|quelle methode|que metodo|qual metodo|faut-il|fine-?tuning ?\?)\b/gu,
    { firm: true },
  ],
];
