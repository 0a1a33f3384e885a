package io.pagebridge.engine.pdfbox;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.action.PDAction;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;

/** What lies over a page's content: links, form fields with their values, comments. */
final class PageExtras {
    private static final int MOST = 5_000;
    private final List<Map<String, Object>> links = new ArrayList<>();
    private final List<Map<String, Object>> fields = new ArrayList<>();
    private final List<Map<String, Object>> annotations = new ArrayList<>();

    private final Destinations destinations;

    private PageExtras(Destinations destinations) {
        this.destinations = destinations;
    }

    static PageExtras of(PDDocument document, PDPage page, PageMatrix matrix) throws IOException {
        PageExtras extras = new PageExtras(new Destinations(document));
        Map<Object, PDField> widgets = widgets(document);
        for (PDAnnotation annotation : page.getAnnotations()) {
            PDRectangle rectangle = annotation.getRectangle();
            if (rectangle != null && !annotation.isHidden() && !annotation.isNoView()) {
                extras.add(annotation, box(rectangle, matrix), widgets);
            }
        }
        return extras;
    }

    private void add(PDAnnotation annotation, List<Double> box, Map<Object, PDField> widgets)
            throws IOException {
        switch (annotation) {
            case PDAnnotationLink link when links.size() < MOST -> addLink(link, box);
            case PDAnnotationWidget widget when fields.size() < MOST ->
                    addField(widgets.get(widget.getCOSObject()), widget, box);
            default -> addComment(annotation, box);
        }
    }

    List<Map<String, Object>> links() {
        return links;
    }

    List<Map<String, Object>> fields() {
        return fields;
    }

    List<Map<String, Object>> annotations() {
        return annotations;
    }

    private void addLink(PDAnnotationLink link, List<Double> box) throws IOException {
        PDAction action = link.getAction();
        String uri = action instanceof PDActionURI web ? web.getURI() : null;
        Destinations.Target target =
                uri == null ? destinations.of(link.getDestination(), action) : null;
        Integer page = target == null ? null : target.page();
        if (uri != null || page != null) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("box", box);
            json.put("uri", DocumentDescription.bounded(uri));
            json.put("page", page);
            links.add(json);
        }
    }

    private void addField(PDField field, PDAnnotationWidget widget, List<Double> box) {
        if (field == null) {
            return;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", DocumentDescription.bounded(field.getFullyQualifiedName()));
        FieldValue value = FieldValue.of(field, widget);
        json.put("type", value.type());
        json.put("value", DocumentDescription.bounded(value.value()));
        json.put("box", box);
        fields.add(json);
    }

    private void addComment(PDAnnotation annotation, List<Double> box) {
        String text = annotation.getContents();
        if (text == null || text.isBlank() || annotations.size() >= MOST) {
            return;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", String.valueOf(annotation.getSubtype()).toLowerCase(Locale.ROOT));
        json.put("text", DocumentDescription.bounded(text));
        json.put("box", box);
        annotations.add(json);
    }

    private static Map<Object, PDField> widgets(PDDocument document) {
        Map<Object, PDField> widgets = new LinkedHashMap<>();
        PDAcroForm form = document.getDocumentCatalog().getAcroForm(null);
        if (form != null && form.getCOSObject().containsKey(COSName.FIELDS)) {
            for (PDField field : form.getFieldTree()) {
                for (PDAnnotationWidget widget : field.getWidgets()) {
                    if (widgets.size() < MOST) {
                        widgets.put(widget.getCOSObject(), field);
                    }
                }
            }
        }
        return widgets;
    }

    private static List<Double> box(PDRectangle rectangle, PageMatrix matrix) {
        Rectangle2D shown =
                matrix.toDisplay()
                        .createTransformedShape(
                                new Rectangle2D.Double(
                                        rectangle.getLowerLeftX(),
                                        rectangle.getLowerLeftY(),
                                        rectangle.getWidth(),
                                        rectangle.getHeight()))
                        .getBounds2D();
        return List.of(shown.getMinX(), shown.getMinY(), shown.getMaxX(), shown.getMaxY());
    }
}
