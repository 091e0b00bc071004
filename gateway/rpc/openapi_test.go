package rpc_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/interlingua/interlingua/gateway/canonjson"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
	"github.com/interlingua/interlingua/gen/openapi"
)

// document is what the tests look at of the OpenAPI document.
type document struct {
	OpenAPI    string
	Info       struct{ Title, Version string }
	Paths      map[string]map[string]operation
	Components struct{ Schemas map[string]any }
}

type operation struct {
	OperationID string
	RequestBody struct{ Content map[string]any }
	Responses   map[string]struct{ Content map[string]any }
}

// The document that is served describes every method that is bound to HTTP.
func TestOpenAPI(t *testing.T) {
	s, _ := stub(t, "chat", answerOf("chat", false))
	resp, body := s.do(http.MethodGet, base+"openapi.json", nil)
	if resp.StatusCode != http.StatusOK || !bytes.Equal(body, openapi.Document) {
		t.Fatalf("%d", resp.StatusCode)
	}
	var doc document
	if err := json.Unmarshal(body, &doc); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(doc.OpenAPI, "3.1.") || doc.Info.Title == "" || doc.Info.Version == "" {
		t.Errorf("head: %q %v", doc.OpenAPI, doc.Info)
	}
	operations := map[string]operation{}
	for path, item := range doc.Paths {
		for verb, op := range item {
			operations[op.OperationID] = op
			if !strings.HasPrefix(path, base) || op.Responses["200"].Content == nil || (verb == "post") != (op.RequestBody.Content != nil) {
				t.Errorf("%s %s: %v", verb, path, op)
			}
		}
	}
	methods := 0
	for _, file := range []protoreflect.FileDescriptor{pb.File_interlingua_v1beta1_generation_proto, pb.File_interlingua_v1beta1_translation_proto} {
		service := file.Services().Get(0)
		for i := range service.Methods().Len() {
			m := service.Methods().Get(i)
			if m.IsStreamingClient() {
				continue
			}
			methods++
			op, ok := operations[string(service.Name())+"_"+string(m.Name())]
			if !ok || m.IsStreamingServer() != (op.Responses["200"].Content["text/event-stream"] != nil) {
				t.Errorf("%s: %v", m.FullName(), op)
			}
		}
	}
	if methods != len(operations) {
		t.Errorf("%d operations, %d methods", len(operations), methods)
	}
}

// Its schemas are valid JSON Schemas, and what is sent and answered is valid under them.
func TestOpenAPISchemas(t *testing.T) {
	s, _ := stub(t, "claude", answerOf("claude", false))
	root, err := jsonschema.UnmarshalJSON(bytes.NewReader(openapi.Document))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	if err := c.AddResource("mem:openapi.json", root); err != nil {
		t.Fatal(err)
	}
	schemas := map[string]*jsonschema.Schema{}
	var doc document
	if err := json.Unmarshal(openapi.Document, &doc); err != nil {
		t.Fatal(err)
	}
	for name := range doc.Components.Schemas {
		if schemas[name], err = c.Compile("mem:openapi.json#/components/schemas/" + name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	request, err := canonjson.Marshal(weather())
	if err != nil {
		t.Fatal(err)
	}
	_, answer := s.post(base+"generate", request)
	_, failure := s.post(base+"generate", []byte(`{}`))
	for name, text := range map[string][]byte{
		"interlingua.v1beta1.GenerateRequest": request, "interlingua.v1beta1.GenerateResponse": answer, "google.rpc.Status": failure,
	} {
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := schemas[name].Validate(value); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
