extension Dialect {
  /// JavaScript and TypeScript, with JSX.
  static let ecmaScript = Dialect(
    """
    variable: variable_declarator.name catch_clause.parameter for_in_statement.left
    parameter: formal_parameters.* required_parameter.pattern optional_parameter.pattern arrow_function.parameter
    patterns: object_pattern.* array_pattern.* pair_pattern.value assignment_pattern.left rest_pattern.*
    patterns: object_assignment_pattern.left
    function: function_declaration.name generator_function_declaration.name function_signature.name
    class: class_declaration.name abstract_class_declaration.name class.name
    type: interface_declaration.name type_alias_declaration.name
    enum: enum_declaration.name
    method: method_definition.name method_signature.name abstract_method_signature.name
    property: public_field_definition.name field_definition.property property_signature.name pair.key
    self_targets: assignment_expression.left
    value: identifier type_identifier shorthand_property_identifier shorthand_property_identifier_pattern
    member: property_identifier private_property_identifier
    member_access: member_expression
    type_scope: class_body object_type interface_body
    function_scope: function_declaration generator_function_declaration function arrow_function method_definition
    function_scope: statement_block generator_function function_expression
    function_node: function_declaration generator_function_declaration function arrow_function method_definition
    function_node: generator_function function_expression
    class_node: class_declaration abstract_class_declaration class
    parameters: formal_parameters
    import: import_statement
    weak_container: object
    body: statement_block class_body
    nesting: if_statement for_statement for_in_statement while_statement do_statement switch_statement try_statement
    string: string
    not_quotable: jsx_attribute
    list: array object arguments formal_parameters object_pattern array_pattern named_imports export_clause enum_body
    rest: rest_pattern
    terminated: expression_statement lexical_declaration variable_declaration return_statement import_statement
    terminated: export_statement break_statement continue_statement throw_statement debugger_statement
    terminated: type_alias_declaration public_field_definition field_definition
    documented: function_declaration generator_function_declaration class_declaration abstract_class_declaration
    documented: method_definition interface_declaration type_alias_declaration enum_declaration
    """)

  /// Python 3.
  static let python = Dialect(
    """
    variable: assignment.left for_statement.left as_pattern_target.* named_expression.name for_in_clause.left
    parameter: parameters.* lambda_parameters.*
    patterns: default_parameter.name typed_default_parameter.name typed_parameter.- list_splat_pattern.*
    patterns: dictionary_splat_pattern.* pattern_list.* tuple_pattern.* list_pattern.*
    function: function_definition.name
    class: class_definition.name
    value: identifier
    @member: attribute.attribute
    member_access: attribute
    type_scope: class_definition
    function_scope: function_definition lambda
    function_node: function_definition
    class_node: class_definition
    parameters: parameters
    import: import_statement import_from_statement future_import_statement
    body: block
    nesting: if_statement for_statement while_statement try_statement with_statement match_statement
    string: string
    list: list dictionary set tuple argument_list parameters
    documented: function_definition class_definition
    """)

  /// Ruby.
  static let ruby = Dialect(
    """
    variable: assignment.left
    parameter: method_parameters.* block_parameters.* lambda_parameters.*
    patterns: left_assignment_list.* optional_parameter.name splat_parameter.name keyword_parameter.name
    patterns: hash_splat_parameter.name block_parameter.name
    function: method.name singleton_method.name
    class: class.name module.name
    value: identifier constant instance_variable class_variable global_variable
    @member: call.method
    bare_members: yes
    type_scope: class module
    function_scope: method singleton_method block do_block
    function_node: method singleton_method
    class_node: class module
    parameters: method_parameters
    pinned: simple_symbol hash_key_symbol
    body: body_statement
    nesting: if unless while until for case begin
    string: string
    list: array hash
    documented: method singleton_method class module
    """)

  /// PHP, where variables have a `$` and functions have none.
  static let php = Dialect(
    """
    variable: assignment_expression.left foreach_statement.- pair.- list_literal.*
    parameter: simple_parameter.name variadic_parameter.name
    property: property_element.- property_promotion_parameter.name
    patterns: variable_name.* list_literal.* pair.*
    function: function_definition.name
    method: method_declaration.name
    class: class_declaration.name trait_declaration.name
    type: interface_declaration.name
    enum: enum_declaration.name
    constant: const_element.-
    callable: name
    @value: variable_name.*
    @member: member_access_expression.name member_call_expression.name scoped_call_expression.name
    @either: class_constant_access_expression.-
    member_access: member_access_expression
    type_scope: declaration_list
    function_scope: function_definition method_declaration compound_statement
    function_node: function_definition method_declaration
    class_node: class_declaration trait_declaration
    parameters: formal_parameters
    import: namespace_use_declaration
    body: compound_statement declaration_list
    nesting: if_statement for_statement foreach_statement while_statement do_statement switch_statement try_statement
    string: string encapsed_string
    list: array_creation_expression
    documented: function_definition method_declaration class_declaration trait_declaration interface_declaration
    """)

  /// Bash and its relatives.
  static let shell = Dialect(
    """
    variable: variable_assignment.name for_statement.variable
    function: function_definition.name
    value: variable_name
    @callable: command_name.* function_definition.name
    function_scope: function_definition
    function_node: function_definition
    nesting: if_statement for_statement while_statement case_statement
    documented: function_definition
    """)

  /// Tables and their columns.
  static let sql = Dialect(
    """
    table: create_table_statement.-
    column: table_column.name
    value: identifier
    """)

  /// Style sheets, in which only strings are read.
  static let css = Dialect("string: string_value")

  /// A language of which only the tree is known.
  static let plain = Dialect("")
}
