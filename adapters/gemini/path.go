package gemini

import (
	"net/url"
	"strings"
)

// The methods that end a path, behind the last colon.
const (
	methodWhole  = "generateContent"
	methodStream = "streamGenerateContent"
)

// collections are the first segments of resource names that are written as they are; any other name is one of models/.
var collections = []string{"models/", "tunedModels/", "dynamic/", "endpoints/", "publishers/", "projects/"}

// callee is what the path of a call says.
type callee struct {
	model  string
	stream bool
	// known says that the path names a method at all.
	known bool
}

// parsePath reads a path, whatever stands in front of the model's name. Names may hold colons: the last one counts.
func parsePath(path string) callee {
	path, _, _ = strings.Cut(path, "?")
	i := strings.LastIndexByte(path, ':')
	if i < 0 {
		return callee{}
	}
	name, method := path[:i], path[i+1:]
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain
	}
	return callee{model: modelName(name), stream: method == methodStream, known: true}
}

// modelName gives the name of a model in the shortest form that names it: without models/, and without Google as its
// publisher.
func modelName(name string) string {
	name = strings.TrimLeft(name, "/")
	version, rest, ok := strings.Cut(name, "/")
	if ok && len(version) > 1 && version[0] == 'v' && '0' <= version[1] && version[1] <= '9' {
		name = rest
	}
	if i := strings.LastIndex(name, "publishers/google/models/"); i >= 0 {
		return name[i+len("publishers/google/models/"):]
	}
	for _, c := range collections {
		if strings.HasPrefix(name, c) {
			return strings.TrimPrefix(name, "models/")
		}
	}
	// A prefix of the caller's own ends where the resource begins.
	for _, c := range collections {
		if _, rest, ok := strings.Cut(name, "/"+c); ok {
			return strings.TrimPrefix(c+rest, "models/")
		}
	}
	return name
}

// resourceName gives the full name of a model's resource.
func resourceName(model string) string {
	for _, c := range collections {
		if strings.HasPrefix(model, c) {
			return model
		}
	}
	return "models/" + model
}

// formatPath writes the path of a call, relative to the base URL.
func formatPath(model string, stream bool) string {
	segments := strings.Split(resourceName(model), "/")
	for i, s := range segments {
		segments[i] = url.PathEscape(s)
	}
	path := "/v1beta/" + strings.Join(segments, "/")
	if stream {
		return path + ":" + methodStream + "?alt=sse"
	}
	return path + ":" + methodWhole
}
