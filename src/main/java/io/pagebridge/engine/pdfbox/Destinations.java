package io.pagebridge.engine.pdfbox;

import java.awt.geom.Point2D;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.action.PDAction;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionGoTo;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDNamedDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageFitWidthDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;

/** Where a link or an entry of the outline leads inside the document, by page or by name. */
final class Destinations {
    private final PDDocument document;

    Destinations(PDDocument document) {
        this.document = document;
    }

    /**
     * @param page 1-based
     * @param y distance from the top of the page as displayed, or null
     */
    record Target(int page, Double y) {}

    /** Null where there is none, or where what names it is broken: that costs its target, nothing else. */
    Target of(PDDestination direct, PDAction action) {
        try {
            PDDestination destination =
                    direct == null && action instanceof PDActionGoTo jump
                            ? jump.getDestination()
                            : direct;
            if (destination instanceof PDNamedDestination named) {
                destination = document.getDocumentCatalog().findNamedDestinationPage(named);
            }
            if (!(destination instanceof PDPageDestination target)) {
                return null;
            }
            int index = target.retrievePageNumber();
            if (index < 0 || index >= document.getNumberOfPages()) {
                return null;
            }
            return new Target(index + 1, height(target, document.getPage(index)));
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private static Double height(PDPageDestination target, PDPage page) {
        int top =
                switch (target) {
                    case PDPageXYZDestination place -> place.getTop();
                    case PDPageFitWidthDestination place -> place.getTop();
                    default -> -1;
                };
        if (top < 0) {
            return null;
        }
        PageMatrix matrix = PageMatrix.of(page);
        double y = matrix.toDisplay().transform(new Point2D.Double(0, top), null).getY();
        return Math.clamp(y, 0, matrix.height());
    }
}
