package main

import (
	"fmt"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"github.com/interlingua/interlingua/adapters/jsonx"
	// The services whose documents are joined.
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// servicePackage is the package of the services.
const servicePackage = protoreflect.FullName("interlingua.v1beta1")

// pathItem gives the operations of a path. A request that the generator spells out in place gets a schema of its own.
func pathItem(item string, schemas map[string]string) (string, error) {
	w := jsonx.NewWriter(nil)
	o := w.Object("")
	for verb, operation := range jsonx.Members(item) {
		text, err := operationOf(operation, schemas)
		if err != nil {
			return "", fmt.Errorf("%s: %w", verb, err)
		}
		o.Raw(verb, text)
	}
	o.End()
	return string(w.Bytes()), nil
}

func operationOf(operation string, schemas map[string]string) (string, error) {
	m, err := methodOf(operation)
	if err != nil {
		return "", err
	}
	if body, ok := jsonx.Lookup(operation, "/requestBody/content/application~1json/schema"); ok {
		if _, isRef := jsonx.Get(body, "$ref"); !isRef {
			name := string(m.Input().FullName())
			schemas[name] = rename(body, name)
			operation = jsonx.Merge(operation, jsonx.Wrap("requestBody", `{"content":{"application/json":{"schema":`+ref(name)+`}},"required":true}`))
		}
	}
	if !m.IsStreamingServer() {
		return operation, nil
	}
	message := ref(string(m.Output().FullName()))
	line := `{"type":"object","properties":{"result":` + message + `,"error":` + ref("google.rpc.Status") + `}}`
	ok := `{"description":"One object a line; as an event stream, where Accept asks for it, one event a message, and an event of the type error with a google.rpc.Status.",` +
		`"content":{"application/x-ndjson":{"schema":` + line + `},"text/event-stream":{"schema":` + message + `}}}`
	failed := `{"description":"An error before the first message.","content":{"application/json":{"schema":` +
		`{"type":"object","properties":{"error":` + ref("google.rpc.Status") + `}}}}}`
	return jsonx.Merge(operation, jsonx.Wrap("responses", `{"200":`+ok+`,"default":`+failed+`}`)), nil
}

// methodOf finds the method of an operation by its id, Service_Method.
func methodOf(operation string) (protoreflect.MethodDescriptor, error) {
	raw, _ := jsonx.Get(operation, "operationId")
	id, _ := jsonx.Unquote(raw)
	service, method, _ := strings.Cut(id, "_")
	d, err := protoregistry.GlobalFiles.FindDescriptorByName(servicePackage.Append(protoreflect.Name(service)).Append(protoreflect.Name(method)))
	if err != nil {
		return nil, err
	}
	m, ok := d.(protoreflect.MethodDescriptor)
	if !ok {
		return nil, fmt.Errorf("%s is no method of %s", id, pb.File_interlingua_v1beta1_generation_proto.Path())
	}
	return m, nil
}

func ref(name string) string { return `{"$ref":` + jsonx.Quote("#/components/schemas/"+name) + `}` }
