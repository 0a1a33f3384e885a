package io.pagebridge.layout;

import io.pagebridge.document.Annotation;
import io.pagebridge.document.Box;
import io.pagebridge.document.Element;
import io.pagebridge.document.Element.Evidence;
import io.pagebridge.document.FormField;
import io.pagebridge.document.Page;
import io.pagebridge.document.Passage;
import java.util.ArrayList;
import java.util.List;

/**
 * What lies over one page: values of form fields and comments. Those outside the page are hidden, and so are values and
 * free text without a size: viewers draw them into their box. Other comments have an icon or a line of their own.
 */
record AnnotationElements(List<Element> elements, boolean anyHidden) {
    static AnnotationElements of(Page page) {
        List<Element> elements = new ArrayList<>();
        boolean hidden = false;
        for (FormField field : page.fields()) {
            if (field.value() == null || field.value().isBlank()) {
                continue;
            }
            Passage passage = passage(field.name() + ": " + field.value().strip());
            Evidence evidence = new Evidence("form-field", 1);
            Box seen = seen(field.box(), page, true);
            hidden |= seen == null;
            elements.add(
                    seen == null
                            ? hidden(passage, evidence, field.page(), field.box())
                            : new Element.FormValue(passage, evidence, field.within(seen)));
        }
        for (Annotation annotation : page.annotations()) {
            if (annotation.text() == null || annotation.text().isBlank()) {
                continue;
            }
            Passage passage = passage(annotation.text().strip());
            Evidence evidence = new Evidence("annotation", 1);
            Box seen = seen(annotation.box(), page, annotation.type().equals("freetext"));
            hidden |= seen == null;
            elements.add(
                    seen == null
                            ? hidden(passage, evidence, annotation.page(), annotation.box())
                            : new Element.Comment(passage, evidence, annotation.within(seen)));
        }
        return new AnnotationElements(elements, hidden);
    }

    private static Element hidden(Passage passage, Evidence evidence, int page, Box box) {
        return new Element.Hidden(
                passage, evidence, box == null ? null : new Element.Place(page, box));
    }

    private static Passage passage(String text) {
        return new Passage(text, List.of());
    }

    /** The part of the box that lies on the page; null where nobody sees any. */
    private static Box seen(Box box, Page page, boolean drawnInside) {
        Box whole = new Box(0, 0, page.width(), page.height());
        if (box == null
                || box.overlapX(whole) < 0
                || box.overlapY(whole) < 0
                || drawnInside && !box.overlaps(whole)) {
            return null;
        }
        return new Box(
                Math.max(box.x0(), 0),
                Math.max(box.y0(), 0),
                Math.min(box.x1(), whole.x1()),
                Math.min(box.y1(), whole.y1()));
    }
}
