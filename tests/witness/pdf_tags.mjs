// Prints the tag trees of PDF files by pdf.js as JSON, a list of pages each: node pdf_tags.mjs <folder of pdfjs-dist> <file>...
// A page is {tree, texts}; texts are those of the marked contents, by the names that the tree has for them.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, ...files] = process.argv.slice(2);
const { getDocument, VerbosityLevel } = await import(pathToFileURL(`${folder}/legacy/build/pdf.mjs`).href);
const documents = [];
for (const file of files) {
  const data = new Uint8Array(readFileSync(file));
  const pdf = await getDocument({ data, verbosity: VerbosityLevel.ERRORS, useSystemFonts: false }).promise;
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const texts = {}, open = [];
    for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
      if (item.type?.startsWith("beginMarkedContent")) open.push(item.id);
      else if (item.type === "endMarkedContent") open.pop();
      else if (open.at(-1)) texts[open.at(-1)] = (texts[open.at(-1)] ?? "") + item.str + (item.hasEOL ? "\n" : "");
    }
    pages.push({ tree: await page.getStructTree(), texts });
  }
  documents.push(pages);
  await pdf.destroy();
}
process.stdout.write(JSON.stringify(documents));
