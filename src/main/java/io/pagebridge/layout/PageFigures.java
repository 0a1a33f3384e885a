package io.pagebridge.layout;

import io.pagebridge.document.Box;
import io.pagebridge.document.Image;
import io.pagebridge.document.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where pictures and drawings stand on a page, as displayed, from top to bottom.
 *
 * @param drawings of lines and curves that are more than rules and boxes: charts, circuits, flow charts
 * @param boxes images and drawings, no two overlapping
 */
record PageFigures(List<Box> drawings, List<Box> boxes) {
    private static final PageFigures NONE = new PageFigures(List.of(), List.of());

    /** A figure is at least so large, in points; what is smaller is an icon. */
    private static final double LEAST_WIDTH = 40;

    private static final double LEAST_HEIGHT = 30;

    /** More of the page is its background, or a scan of it. */
    private static final double MOST_OF_PAGE = 0.7;

    private static final double TOUCHING = 3;
    private static final int MOST = 200;

    static PageFigures of(Page page) {
        if (page.ocr() != null) {
            return NONE;
        }
        List<Box> drawings = new ArrayList<>();
        for (Drawing drawing : Drawing.find(page)) {
            Box box = fit(drawing.box(), page);
            if (box != null && drawing.isFigure()) {
                drawings.add(box);
            }
        }
        List<Box> all = new ArrayList<>(drawings);
        List<Image> images = page.images();
        for (Image image : images.subList(0, Math.min(MOST, images.size()))) {
            Box box = image.box();
            all.add(box);
        }
        List<Box> boxes = new ArrayList<>();
        for (Box box : joined(all)) {
            Box fitted = fit(box, page);
            if (fitted != null) {
                boxes.add(fitted);
            }
        }
        if (boxes.isEmpty()) {
            return NONE;
        }
        boxes.sort(Comparator.comparingDouble(Box::y0).thenComparingDouble(Box::x0));
        return new PageFigures(List.copyOf(drawings), List.copyOf(boxes));
    }

    /** The part on the page; null for what is too small or too large. */
    private static Box fit(Box box, Page page) {
        Box whole = new Box(0, 0, page.width(), page.height());
        if (!box.overlaps(whole)) {
            return null;
        }
        Box part =
                new Box(
                        Math.max(0, box.x0()),
                        Math.max(0, box.y0()),
                        Math.min(whole.x1(), box.x1()),
                        Math.min(whole.y1(), box.y1()));
        boolean large = part.area() > MOST_OF_PAGE * whole.area();
        return large || part.width() < LEAST_WIDTH || part.height() < LEAST_HEIGHT ? null : part;
    }

    /** Images are often cut into strips, and drawn over with lines. */
    private static List<Box> joined(List<Box> boxes) {
        List<Box> result = new ArrayList<>();
        for (Box box : boxes) {
            Box grown = box;
            for (int i = 0; i < result.size(); ) {
                if (grown.grow(TOUCHING).overlaps(result.get(i))) {
                    grown = grown.union(result.remove(i));
                    i = 0;
                } else {
                    i++;
                }
            }
            result.add(grown);
        }
        return result;
    }
}
