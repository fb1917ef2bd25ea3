extension Dialect {
  /// Go.
  static let go = Dialect(
    """
    variable: var_spec.name short_var_declaration.left range_clause.left
    constant: const_spec.name
    parameter: parameter_declaration.name variadic_parameter_declaration.name
    patterns: expression_list.*
    property: field_declaration.name
    method: method_declaration.name method_spec.name
    function: function_declaration.name
    type: type_spec.name type_alias.name
    value: identifier type_identifier
    member: field_identifier
    @either: literal_element.*
    function_scope: function_declaration method_declaration func_literal
    function_node: function_declaration method_declaration
    parameters: parameter_list
    import: import_spec package_clause
    sorted_import: import_spec
    body: block
    nesting: if_statement for_statement expression_switch_statement type_switch_statement select_statement
    documented: function_declaration method_declaration type_declaration
    """)

  /// Rust.
  static let rust = Dialect(
    """
    variable: let_declaration.pattern for_expression.pattern let_condition.pattern match_pattern.*
    constant: const_item.name static_item.name
    parameter: parameter.pattern closure_parameters.*
    patterns: tuple_pattern.* tuple_struct_pattern.- ref_pattern.* mut_pattern.* reference_pattern.* struct_pattern.-
    patterns: field_pattern.name field_pattern.pattern
    property: field_declaration.name
    function: function_item.name function_signature_item.name
    type: struct_item.name trait_item.name type_item.name union_item.name
    enum: enum_item.name
    value: identifier type_identifier shorthand_field_identifier
    member: field_identifier
    type_scope: declaration_list
    function_scope: function_item closure_expression block
    function_node: function_item
    class_node: struct_item
    parameters: parameters
    import: use_declaration extern_crate_declaration
    braced_names: string_literal raw_string_literal
    body: block declaration_list
    nesting: if_expression for_expression while_expression loop_expression match_expression
    list: array_expression arguments parameters field_declaration_list field_initializer_list enum_variant_list
    documented: function_item struct_item enum_item trait_item type_item
    """)

  /// Java.
  static let java = Dialect(
    """
    variable: variable_declarator.name catch_formal_parameter.name enhanced_for_statement.name resource.name
    parameter: formal_parameter.name lambda_expression.parameters inferred_parameters.*
    method: method_declaration.name
    class: class_declaration.name record_declaration.name
    type: interface_declaration.name annotation_type_declaration.name
    enum: enum_declaration.name
    value: identifier type_identifier
    @member: field_access.field method_invocation.name method_declaration.name
    bare_members: yes
    constant_marks: static final
    field: field_declaration
    type_scope: class_body interface_body enum_body enum_body_declarations
    function_scope: method_declaration constructor_declaration lambda_expression block
    function_node: method_declaration constructor_declaration
    class_node: class_declaration record_declaration interface_declaration enum_declaration
    parameters: formal_parameters
    import: import_declaration package_declaration
    sorted_import: import_declaration
    body: block class_body interface_body
    nesting: if_statement for_statement enhanced_for_statement while_statement do_statement switch_expression
    nesting: try_statement
    documented: method_declaration class_declaration interface_declaration enum_declaration record_declaration
    """)

  /// C and C++, whose grammars share the names of their nodes.
  static let c = Dialect(
    """
    variable: declaration.declarator for_range_loop.declarator
    constant: preproc_def.name preproc_function_def.name
    parameter: parameter_declaration.declarator optional_parameter_declaration.declarator
    property: field_declaration.declarator
    patterns: pointer_declarator.* array_declarator.declarator reference_declarator.* parenthesized_declarator.*
    patterns: init_declarator.declarator qualified_identifier.name
    function: function_declarator.declarator
    type: struct_specifier.name union_specifier.name type_definition.declarator alias_declaration.name
    class: class_specifier.name
    enum: enum_specifier.name
    needs_body: struct_specifier union_specifier class_specifier enum_specifier
    value: identifier type_identifier namespace_identifier
    member: field_identifier
    bare_members: yes
    type_scope: field_declaration_list
    function_scope: compound_statement parameter_list
    function_node: function_definition
    class_node: class_specifier struct_specifier
    parameters: parameter_list
    import: preproc_include using_declaration
    sorted_import: preproc_include
    opaque: preproc_arg
    body: compound_statement field_declaration_list
    nesting: if_statement for_statement for_range_loop while_statement do_statement switch_statement try_statement
    documented: function_definition class_specifier
    """)

  /// C#.
  static let csharp = Dialect(
    """
    variable: variable_declarator.name for_each_statement.left catch_declaration.name
    parameter: parameter.name implicit_parameter_list.*
    property: property_declaration.name
    method: method_declaration.name
    function: local_function_statement.name
    class: class_declaration.name record_declaration.name
    type: interface_declaration.name struct_declaration.name delegate_declaration.name
    enum: enum_declaration.name
    value: identifier
    @member: member_access_expression.name method_declaration.name
    bare_members: yes
    constant_marks: const
    field: field_declaration
    type_scope: declaration_list
    function_scope: method_declaration constructor_declaration lambda_expression block accessor_list
    function_node: method_declaration constructor_declaration local_function_statement
    class_node: class_declaration struct_declaration record_declaration interface_declaration
    parameters: parameter_list
    import: using_directive
    body: block declaration_list
    nesting: if_statement for_statement for_each_statement while_statement do_statement switch_statement try_statement
    documented: method_declaration class_declaration interface_declaration struct_declaration property_declaration
    """)

  /// Kotlin.
  static let kotlin = Dialect(
    """
    variable: property_declaration.variable property_declaration.variables for_statement.variable
    parameter: parameter.- lambda_parameters.*
    property: class_parameter.-
    patterns: variable_declaration.- multi_variable_declaration.*
    function: function_declaration.name
    class: class_declaration.name object_declaration.name
    type: type_alias.name
    value: simple_identifier type_identifier interpolated_identifier
    @member: navigation_suffix.*
    bare_members: yes
    constant_marks: const
    field: property_declaration
    type_scope: class_body enum_class_body
    function_scope: function_declaration lambda_literal anonymous_function getter setter
    function_node: function_declaration
    class_node: class_declaration object_declaration
    parameters: function_value_parameters
    import: import_header package_header
    sorted_import: import_header
    body: function_body class_body
    nesting: if_expression for_statement while_statement do_while_statement when_expression try_expression
    documented: function_declaration class_declaration object_declaration
    """)
}
