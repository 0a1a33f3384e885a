package io.pagebridge.layout;

import io.pagebridge.document.Box;
import io.pagebridge.document.Cell;
import io.pagebridge.document.Content;
import io.pagebridge.document.Element;
import io.pagebridge.document.Page;
import io.pagebridge.document.Passage.PlacedWord;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Draws over a page what layout made of it: words grey, rows dotted, cells orange, elements by type, order red. */
public final class PageOverlay {
    private static final Map<String, Color> COLOURS =
            Map.of(
                    "title", new Color(0xC00060),
                    "heading", new Color(0xD03030),
                    "paragraph", new Color(0x2060C0),
                    "list_item", new Color(0x008080),
                    "table", new Color(0xE07000),
                    "caption", new Color(0x9030B0),
                    "footnote", new Color(0x806000),
                    "figure", new Color(0x60A000),
                    "furniture", new Color(0x909090),
                    "hidden", new Color(0x000000));
    private static final Color OTHER = new Color(0x404080);

    private final Page page;
    private final Content content;

    public PageOverlay(Page page, Content content) {
        this.page = page;
        this.content = content;
    }

    /** All elements, one a block: place in the order, type, level, reason, page, and the whole text. */
    public static String text(Content content) {
        StringBuilder text = new StringBuilder();
        int place = 0;
        for (Element element : content.elements()) {
            List<PlacedWord> words = element.passage().words();
            String page = words.isEmpty() ? "" : " p" + words.getFirst().word().page();
            String level = element instanceof Element.Heading heading ? " " + heading.level() : "";
            text.append(
                    "%d %s%s (%s)%s: %s%n"
                            .formatted(
                                    place++,
                                    element.type(),
                                    level,
                                    element.evidence().reason(),
                                    page,
                                    element.passage().text()));
        }
        content.warnings().forEach(warning -> text.append(warning).append('\n'));
        return text.toString();
    }

    /** The picture of the page, drawn over. */
    public BufferedImage over(BufferedImage picture) {
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.scale(picture.getWidth() / page.width(), picture.getHeight() / page.height());
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 6));
        rows(graphics);
        double[] last = null;
        for (int i = 0; i < content.elements().size(); i++) {
            Element element = content.elements().get(i);
            List<Box> boxes = boxes(element, graphics);
            Color colour = COLOURS.getOrDefault(element.type(), OTHER);
            if (element instanceof Element.Table table) {
                cells(table, graphics);
            }
            for (Box box : boxes) {
                graphics.setColor(colour);
                graphics.setStroke(new BasicStroke(1));
                draw(graphics, box);
                String level =
                        element instanceof Element.Heading heading ? " " + heading.level() : "";
                graphics.drawString(
                        i + " " + element.type() + level, (float) box.x0(), (float) box.y0() - 1);
                if (element.inText()) {
                    double[] here = {box.x0() + 3, box.y0() + 3};
                    if (last != null) {
                        graphics.setColor(new Color(255, 0, 0, 110));
                        graphics.draw(new Line2D.Double(last[0], last[1], here[0], here[1]));
                    }
                    last = here;
                }
            }
        }
        graphics.dispose();
        return picture;
    }

    /** Where its words stand on this page, one box for each text column; the words are drawn. */
    private List<Box> boxes(Element element, Graphics2D graphics) {
        Map<Integer, Box> columns = new TreeMap<>();
        graphics.setColor(new Color(0, 0, 0, 50));
        graphics.setStroke(new BasicStroke(0.3f));
        for (PlacedWord word : element.passage().words()) {
            if (word.word().page() == page.number()) {
                draw(graphics, word.word().box());
                columns.merge(word.word().column(), word.word().box(), Box::union);
            }
        }
        List<Box> boxes = new ArrayList<>(columns.values());
        if (boxes.isEmpty()
                && element instanceof Element.Figure figure
                && figure.page() == page.number()) {
            boxes.add(figure.box());
        }
        return boxes;
    }

    private void rows(Graphics2D graphics) {
        PageInk ink = PageInk.of(page);
        graphics.setColor(new Color(0, 120, 0, 90));
        graphics.setStroke(
                new BasicStroke(
                        0.4f,
                        BasicStroke.CAP_BUTT,
                        BasicStroke.JOIN_MITER,
                        1,
                        new float[] {1, 2},
                        0));
        for (Row row : RowBuilder.rows(page.number(), ink.words())) {
            draw(graphics, ink.frame().turnBack(row.box()));
        }
    }

    private void cells(Element.Table table, Graphics2D graphics) {
        graphics.setStroke(new BasicStroke(0.6f));
        for (Cell cell : table.cells()) {
            if (cell.page() == page.number() && cell.box() != null) {
                graphics.setColor(
                        cell.header() ? new Color(224, 112, 0, 60) : new Color(255, 200, 0, 40));
                graphics.fill(rectangle(cell.box()));
            }
        }
    }

    private static void draw(Graphics2D graphics, Box box) {
        graphics.draw(rectangle(box));
    }

    private static Rectangle2D rectangle(Box box) {
        return new Rectangle2D.Double(box.x0(), box.y0(), box.width(), box.height());
    }
}
