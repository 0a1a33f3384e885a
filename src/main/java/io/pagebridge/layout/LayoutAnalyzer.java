package io.pagebridge.layout;

import io.pagebridge.document.Content;
import io.pagebridge.document.Document;
import io.pagebridge.document.Element;
import io.pagebridge.document.Page;
import io.pagebridge.document.Properties;
import io.pagebridge.document.Warning;
import io.pagebridge.layout.Block.Kind;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides what the glyphs of a document mean: raw pages in, typed elements in reading order out. Thread-safe. */
public final class LayoutAnalyzer {

    /** Never fails on odd content; what could not be understood is a paragraph, and a warning says so. */
    public Content analyze(Document document) {
        return analyze(document, new PageDrafts(document.properties().outline()));
    }

    /** For a document whose pages are still being read. */
    public PageDrafts drafts(Properties properties) {
        return new PageDrafts(properties.outline());
    }

    /**
     * The same for a document of which pages have been drafted while they were read.
     *
     * @param drafts of this document; pages may be missing there, others may have been put in their place
     */
    public Content analyze(Document document, PageDrafts drafts) {
        return new Run(document, drafts).analyze();
    }

    /** One document's passes, in order. */
    private static final class Run {
        /** Type larger than this in points, set at an angle, is a stamp. */
        private static final double OVERPRINT = 24;

        private final Document document;
        private final PageDrafts drafts;
        private final List<Warning> warnings = new ArrayList<>();

        Run(Document document, PageDrafts drafts) {
            this.document = document;
            this.drafts = drafts;
        }

        Content analyze() {
            List<Draft> pages = new ArrayList<>();
            List<PageInk> inks = new ArrayList<>();
            List<List<Row>> rows = new ArrayList<>();
            for (Page page : document.pages()) {
                Draft draft = drafts.of(page);
                pages.add(draft);
                inks.add(draft.ink());
                rows.add(draft.rows());
                note(draft.ink());
            }
            Prominence prominence =
                    new Prominence(
                            BodyStyle.of(pages.stream().map(Draft::census).toList()),
                            document.properties().outline());
            List<Set<Row>> furniture =
                    Furniture.find(pages.stream().map(Draft::edges).toList(), prominence);
            List<TypeCensus> censuses = new ArrayList<>();
            for (int p = 0; p < pages.size(); p++) {
                censuses.add(pages.get(p).census(furniture.get(p)));
            }
            BodyStyle body = BodyStyle.of(censuses);
            List<Block> blocks = new ArrayList<>();
            for (int p = 0; p < pages.size(); p++) {
                blocks.addAll(pages.get(p).blocks(furniture.get(p), body));
            }
            blocks = ContentsPages.join(blocks);
            blocks = Classifier.classify(blocks, body);
            Outline outline = new Outline(document.properties().outline());
            blocks = Headings.find(blocks, body, outline);
            blocks = RunIns.cut(blocks);
            blocks = ChapterHeads.join(blocks);
            blocks = Titles.find(blocks, body);
            blocks = TitlePage.clean(blocks);
            blocks = HeadingLevels.assign(blocks, outline);
            Continuations.Result tables = Continuations.find(blocks);
            Vocabulary vocabulary = Vocabulary.of(() -> content(pages, furniture));
            return content(tables, inks, rows, furniture, vocabulary);
        }

        private static List<Row> content(List<Draft> pages, List<Set<Row>> furniture) {
            List<Row> all = new ArrayList<>();
            for (int p = 0; p < pages.size(); p++) {
                all.addAll(pages.get(p).content(furniture.get(p)));
            }
            return all;
        }

        private void note(PageInk ink) {
            int number = ink.page().number();
            if (!ink.hidden().isEmpty() || AnnotationElements.of(ink.page()).anyHidden()) {
                warnings.add(
                        new Warning(
                                "hidden-text",
                                number,
                                "The page holds text that no reader sees; it is kept out of text and chunks."));
            }
            if (ink.words().isEmpty() && ink.sideways().isEmpty()) {
                warnings.add(new Warning("no-text", number, "No text was found on the page."));
            }
            for (String cut : ink.page().truncated()) {
                warnings.add(
                        new Warning(
                                "page-truncated",
                                number,
                                "Only a part of the page's " + cut + " was read."));
            }
        }

        private Content content(
                Continuations.Result tables,
                List<PageInk> inks,
                List<List<Row>> rows,
                List<Set<Row>> furniture,
                Vocabulary vocabulary) {
            Assembler assembler = new Assembler(vocabulary);
            List<Element> elements = new ArrayList<>();
            String title = document.properties().metadata().title();
            List<List<Block>> joined = Joins.join(tables.blocks());
            Map<Block, Integer> places = new IdentityHashMap<>();
            Map<Block, Block> continued = new IdentityHashMap<>();
            Map<Block, TableContext> contexts = new IdentityHashMap<>();
            for (int i = 0; i < tables.continues().length; i++) {
                if (tables.blocks().get(i).kind() == Kind.TABLE) {
                    contexts.put(tables.blocks().get(i), TableContext.of(tables.blocks(), i));
                }
                if (tables.continues()[i] >= 0) {
                    continued.put(
                            tables.blocks().get(i), tables.blocks().get(tables.continues()[i]));
                }
            }
            int next = 0;
            RepeatedFigures repeated =
                    new RepeatedFigures(inks.stream().map(PageInk::figures).toList());
            for (int p = 0; p < inks.size(); p++) {
                PageInk ink = inks.get(p);
                int page = ink.page().number();
                for (Row row : rows.get(p)) {
                    if (!furniture.get(p).contains(row)) {
                        continue;
                    }
                    elements.add(
                            assembler.element(
                                    List.of(
                                            Block.of(
                                                    Kind.FURNITURE,
                                                    ink.frame(),
                                                    page,
                                                    0,
                                                    List.of(row),
                                                    "repetition"))));
                }
                int end = next;
                while (end < joined.size() && joined.get(end).getFirst().page() <= page) {
                    end++;
                }
                FigurePlaces figures =
                        new FigurePlaces(
                                ink,
                                joined.subList(next, end).stream().map(List::getFirst).toList(),
                                repeated);
                while (next < joined.size() && joined.get(next).getFirst().page() <= page) {
                    List<Block> parts = joined.get(next++);
                    elements.addAll(figures.before(parts.getFirst()));
                    places.put(parts.getFirst(), elements.size());
                    Element element =
                            assembler.element(
                                    parts,
                                    places.get(continued.get(parts.getFirst())),
                                    contexts.getOrDefault(parts.getFirst(), TableContext.NONE));
                    if (element instanceof Element.Title found
                            && (title == null || title.isBlank())) {
                        title = found.passage().text();
                    }
                    elements.add(figures.whole(parts.getFirst(), element));
                    elements.addAll(figures.after(parts.getFirst()));
                }
                elements.addAll(figures.last());
                typed(ink, elements, assembler);
            }
            conserve(inks, assembler.glyphs());
            return new Content(title, document.properties().language(), elements, warnings);
        }

        /** Every visible glyph belongs to exactly one element; anything else is a defect worth a report. */
        private void conserve(List<PageInk> inks, int placed) {
            int visible = 0;
            for (PageInk ink : inks) {
                visible += ink.visibleGlyphs();
            }
            if (placed != visible) {
                warnings.add(
                        new Warning(
                                "glyphs-lost",
                                null,
                                "Of %d visible glyphs %d are in the elements."
                                        .formatted(visible, placed)));
            }
        }

        private void typed(PageInk ink, List<Element> elements, Assembler assembler) {
            Page page = ink.page();
            if (!ink.oblique().isEmpty()) {
                Row stamp = Row.of(page.number(), ink.oblique());
                Frame upright = new Frame(0, page.width(), page.height());
                // A large stamp over the page is no text of it; small slanted labels are.
                boolean large =
                        stamp.size() > OVERPRINT || ink.words().size() > 10 * ink.oblique().size();
                elements.add(
                        assembler.element(
                                List.of(
                                        Block.of(
                                                large ? Kind.FURNITURE : Kind.FIGURE,
                                                upright,
                                                page.number(),
                                                0,
                                                List.of(stamp),
                                                "oblique"))));
            }
            elements.addAll(AnnotationElements.of(page).elements());
            if (!ink.hidden().isEmpty()) {
                List<Row> rows = RowBuilder.rows(page.number(), ink.hidden());
                elements.add(
                        assembler.element(
                                List.of(
                                        Block.of(
                                                Kind.HIDDEN,
                                                ink.frame(),
                                                page.number(),
                                                0,
                                                rows,
                                                "unseen"))));
            }
        }
    }
}
