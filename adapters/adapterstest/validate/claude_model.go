package validate

import (
	"regexp"
	"strings"
)

// claudeModelLaws are the laws that depend on the model. An unknown model obeys none.
var claudeModelLaws = []law{
	{"claude: the model takes sampling options", claudeModelSampling},
	{"claude: the model takes the way of thinking", claudeModelThinking},
	{"claude: the model takes the effort", claudeModelEffort},
	{"claude: the model takes begun answers", claudeModelPrefill},
	{"claude: the model takes system messages", claudeModelSystem},
	{"claude: the model takes a schema", claudeModelFormat},
	{"claude: max_tokens is within the model's limit", claudeModelLimit},
}

// claudeAge orders the generations of models.
type claudeAge int

const (
	claudeUnknown claudeAge = iota
	claude3
	claude4     // 4.0 and 4.1
	claude45    // 4.5
	claude46    // 4.6
	claude47    // 4.7
	claude48    // 4.8
	claude5     // 5 and 5.5
	claudeFable // Fable and Mythos: they always think
)

// claudeFamilies finds a model's generation and its output limit by its name; the first match wins.
var claudeFamilies = []struct {
	form  *regexp.Regexp
	age   claudeAge
	limit float64
}{
	{regexp.MustCompile(`claude-(fable|mythos)`), claudeFable, 128000},
	{regexp.MustCompile(`claude-haiku-5`), claude5, 64000},
	{regexp.MustCompile(`claude-[a-z]+-5`), claude5, 128000},
	{regexp.MustCompile(`claude-[a-z]+-4[-.]8`), claude48, 128000},
	{regexp.MustCompile(`claude-[a-z]+-4[-.]7`), claude47, 128000},
	{regexp.MustCompile(`claude-[a-z]+-4[-.]6`), claude46, 128000},
	{regexp.MustCompile(`claude-[a-z]+-4[-.]5`), claude45, 64000},
	{regexp.MustCompile(`claude-opus-4`), claude4, 32000},
	{regexp.MustCompile(`claude-[a-z]+-4`), claude4, 64000},
	{regexp.MustCompile(`claude-3[-.]7`), claude3, 128000},
	{regexp.MustCompile(`claude-3[-.]5`), claude3, 8192},
	{regexp.MustCompile(`claude-3`), claude3, 4096},
}

// claudeModel gives the generation and the output limit of a request's model.
func claudeModel(doc any) (claudeAge, float64) {
	for _, f := range claudeFamilies {
		if f.form.MatchString(textOf(doc, "model")) {
			return f.age, f.limit
		}
	}
	return claudeUnknown, huge
}

func claudeModelSampling(c *check, doc any) {
	age, _ := claudeModel(doc)
	if age < claude47 {
		return
	}
	if n, ok := numberOf(doc, "temperature"); ok && n != 1 {
		c.fail("/temperature", "the model takes none but 1")
	}
	if n, ok := numberOf(doc, "top_p"); ok && n < 0.99 {
		c.fail("/top_p", "the model takes none below 0.99")
	}
	if has(doc, "top_k") {
		c.fail("/top_k", "the model takes none")
	}
}

func claudeModelThinking(c *check, doc any) {
	age, _ := claudeModel(doc)
	if age == claudeUnknown {
		return
	}
	switch kind := textOf(member(doc, "thinking"), "type"); {
	case kind == "enabled" && age >= claude47:
		c.fail("/thinking/type", "the model takes no budget")
	case kind == "enabled" && age == claude3 && !strings.Contains(textOf(doc, "model"), "3-7"):
		c.fail("/thinking/type", "the model does not think")
	case kind == "adaptive" && age <= claude45:
		c.fail("/thinking/type", "the model does not decide by itself how much to think")
	case kind == "disabled" && age == claudeFable:
		c.fail("/thinking/type", "the model always thinks")
	}
}

func claudeModelEffort(c *check, doc any) {
	age, _ := claudeModel(doc)
	effort := textOf(member(doc, "output_config"), "effort")
	opus45 := age == claude45 && strings.Contains(textOf(doc, "model"), "opus")
	switch {
	case effort == "" || age == claudeUnknown:
	case age < claude46 && !opus45:
		c.fail("/output_config/effort", "the model takes none")
	case effort == "xhigh" && age < claude47, effort == "max" && age < claude46:
		c.fail("/output_config/effort", "the model does not take %s", effort)
	}
}

func claudeModelPrefill(c *check, doc any) {
	if age, _ := claudeModel(doc); age >= claude46 && claudeBegins(doc) {
		c.fail(under("/messages", len(listOf(doc, "messages"))-1), "begins the answer")
	}
}

func claudeModelSystem(c *check, doc any) {
	age, _ := claudeModel(doc)
	if age == claudeUnknown || age >= claude48 {
		return
	}
	for i, m := range listOf(doc, "messages") {
		if textOf(m, "role") == "system" {
			c.fail(under(under("/messages", i), "role"), "is system")
		}
	}
}

func claudeModelFormat(c *check, doc any) {
	age, _ := claudeModel(doc)
	if at := claudeFormat(doc); at != "" && age == claude3 {
		c.fail(at, "the model takes none")
	}
}

func claudeModelLimit(c *check, doc any) {
	_, limit := claudeModel(doc)
	if c.beta("output-300k") || c.beta("output-128k") {
		return
	}
	if n, ok := numberOf(doc, "max_tokens"); ok && n > limit {
		c.fail("/max_tokens", "is more than %g", limit)
	}
}
