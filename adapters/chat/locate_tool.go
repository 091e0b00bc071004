package chat

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// locateTools finds a tool: among tools, among the older functions, or web_search_options.
func locateTools(tools []*pb.Tool, rest canon.Steps) string {
	i, ok := rest.NextIndex(len(tools))
	if !ok {
		return "/tools"
	}
	t := tools[i]
	if t.GetHosted().GetType() == webSearchField {
		return locateWebSearch(t, rest)
	}
	modern, legacy := 0, 0
	for _, before := range tools[:i] {
		switch {
		case before.GetHosted().GetType() == webSearchField:
		case isLegacy(before):
			legacy++
		default:
			modern++
		}
	}
	if isLegacy(t) {
		at := "/functions/" + strconv.Itoa(legacy)
		return locateFunction(t, at, at, rest)
	}
	base := "/tools/" + strconv.Itoa(modern)
	inner := base
	switch t.Kind {
	case pb.ToolKind_TOOL_KIND_FUNCTION:
		inner = base + "/function"
	case pb.ToolKind_TOOL_KIND_CUSTOM:
		inner = base + "/custom"
	}
	return locateFunction(t, base, inner, rest)
}

// locateFunction finds a member of a tool; inner is the object in it that the name stands in.
func locateFunction(t *pb.Tool, base, inner string, rest canon.Steps) string {
	field := rest.Next()
	switch {
	case field == "schema_json" && t.GetSchemaJson() != "":
		return inner + "/parameters" + rest.Pointer()
	case field == "name" && t.Name != "", field == "description" && t.Description != nil, field == "strict" && t.Strict != nil:
		return inner + "/" + field
	case field == "grammar" && t.Grammar != nil:
		return base + "/custom/format/grammar" + rest.Pointer()
	case field == "cache" && t.Cache != nil:
		return base + "/" + cacheControlField
	case field == "extensions" && isLegacy(t):
		return flatExtension(t.Extensions, base, rest)
	case field == "extensions":
		return extension(t.Extensions, base, rest)
	}
	return base
}

func locateWebSearch(t *pb.Tool, rest canon.Steps) string {
	const base = "/" + webSearchField
	switch rest.Next() {
	case "extensions":
		return extension(t.Extensions, base, rest)
	case "hosted":
		switch rest.Next() {
		case "search_context_size":
			if t.Hosted.SearchContextSize != "" {
				return base + "/search_context_size"
			}
		case "user_location":
			at := base + "/user_location"
			if len(rest) > 0 && ours(t.Extensions, "/user_location") == "" {
				at += "/approximate" + rest.Pointer()
			}
			return at
		}
	}
	return base
}
