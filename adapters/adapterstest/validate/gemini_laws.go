package validate

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// geminiOptionLaws are the laws about tools and options, some of which depend on the model.
var geminiOptionLaws = []law{
	{"gemini: names of functions are unique", geminiUniqueTools},
	{"gemini: allowed names are those of functions", geminiAllowedNames},
	{"gemini: calling needs functions", geminiCallingNeeds},
	{"gemini: cached content brings its own tools", geminiCached},
	{"gemini: one setting for a category", geminiOneSetting},
	{"gemini: the model takes the level", geminiLevel},
	{"gemini: the model takes the budget", geminiBudget},
	{"gemini: the model mixes functions with other tools", geminiMixed},
}

var geminiVersion = regexp.MustCompile(`^gemini-([0-9]+(?:\.[0-9]+)?)`)

func parseFloat(s string) float64 {
	f, _ := strconv.ParseFloat(s, 64) // 0 where it is none
	return f
}

// geminiFunctions lists the names of functions, and their pointers.
func geminiFunctions(doc any) (names, at []string) {
	for i, t := range listOf(doc, "tools") {
		for k, d := range listOf(t, "functionDeclarations") {
			names = append(names, textOf(d, "name"))
			at = append(at, under(under(under("/tools", i), "functionDeclarations"), k))
		}
	}
	return names, at
}

func geminiUniqueTools(c *check, doc any) {
	names, at := geminiFunctions(doc)
	for i, name := range names {
		if slices.Index(names, name) < i {
			c.fail(at[i], "the name was used before")
		}
	}
}

func geminiAllowedNames(c *check, doc any) {
	names, _ := geminiFunctions(doc)
	calling := member(member(doc, "toolConfig"), "functionCallingConfig")
	for i, name := range listOf(calling, "allowedFunctionNames") {
		if s, _ := name.(string); !slices.Contains(names, s) {
			c.fail(under("/toolConfig/functionCallingConfig/allowedFunctionNames", i), "there is no such function")
		}
	}
}

func geminiCallingNeeds(c *check, doc any) {
	names, _ := geminiFunctions(doc)
	mode := textOf(member(member(doc, "toolConfig"), "functionCallingConfig"), "mode")
	if len(names) == 0 && strings.EqualFold(mode, "ANY") && !has(doc, "cachedContent") {
		c.fail("/toolConfig/functionCallingConfig", "there are no functions")
	}
}

func geminiCached(c *check, doc any) {
	for _, name := range []string{"systemInstruction", "tools", "toolConfig"} {
		if has(doc, "cachedContent") && has(doc, name) {
			c.fail(under("", name), "is given with cachedContent")
		}
	}
}

func geminiOneSetting(c *check, doc any) {
	seen := map[string]bool{}
	for i, s := range listOf(doc, "safetySettings") {
		category := textOf(s, "category")
		if category != "" && seen[category] {
			c.fail(under("/safetySettings", i), "the category was set before")
		}
		seen[category] = true
	}
}

// geminiThinking is the thinkingConfig of a request.
func geminiThinking(doc any) any { return member(member(doc, "generationConfig"), "thinkingConfig") }

func geminiLevel(c *check, doc any) {
	level := strings.ToUpper(textOf(geminiThinking(doc), "thinkingLevel"))
	generation, model := geminiGeneration(c, doc), geminiModel(c, doc)
	const at = "/generationConfig/thinkingConfig/thinkingLevel"
	switch {
	case level == "" || generation == 0:
	case generation < 3:
		c.fail(at, "the model takes none")
	case generation == 3 && strings.Contains(model, "pro") && level != "LOW" && level != "HIGH":
		c.fail(at, "the model does not take %s", level)
	}
}

func geminiBudget(c *check, doc any) {
	budget, ok := numberOf(geminiThinking(doc), "thinkingBudget")
	generation, model := geminiGeneration(c, doc), geminiModel(c, doc)
	const at = "/generationConfig/thinkingConfig/thinkingBudget"
	switch {
	case !ok || generation == 0 || budget == -1:
	case generation >= 3.5:
		c.fail(at, "the model takes none")
	case generation != 2.5:
	case strings.Contains(model, "pro") && (budget < 128 || budget > 32768):
		c.fail(at, "the model takes 128 to 32768")
	case strings.Contains(model, "flash-lite") && budget != 0 && budget < 512, strings.Contains(model, "flash") && budget > 24576:
		c.fail(at, "the model takes no such budget")
	}
}

func geminiMixed(c *check, doc any) {
	names, _ := geminiFunctions(doc)
	if len(names) == 0 {
		return
	}
	generation := geminiGeneration(c, doc)
	include := isTrue(member(doc, "toolConfig"), "includeServerSideToolInvocations") || strings.Contains(c.path, "/publishers/")
	for i, t := range listOf(doc, "tools") {
		for _, name := range slices.Sorted(maps.Keys(asObject(t))) {
			if name != "functionDeclarations" && generation > 0 && (generation < 3 || !include) {
				c.fail(under(under("/tools", i), name), "stands beside functions")
			}
		}
	}
}
