// Prints the text of PDF files by pdf.js as a JSON list: node pdf_text.mjs <folder of pdfjs-dist> <file>...
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, ...files] = process.argv.slice(2);
const { getDocument, VerbosityLevel } = await import(pathToFileURL(`${folder}/legacy/build/pdf.mjs`).href);
const texts = [];
for (const file of files) {
  const data = new Uint8Array(readFileSync(file));
  const pdf = await getDocument({
    data, verbosity: VerbosityLevel.ERRORS, standardFontDataUrl: `${folder}/standard_fonts/`, useSystemFonts: false,
  }).promise;
  let text = "";
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    text += items.map(item => item.str + (item.hasEOL ? "\n" : "")).join("") + "\n";
  }
  texts.push(text);
  await pdf.destroy();
}
process.stdout.write(JSON.stringify(texts));
